# Makes this virtual environment the one in use, until `deactivate`. To be sourced from csh or tcsh.

# Leaves the environment that is active, this one or another.
if ( $?_OLD_VIRTUAL_PATH ) then
    deactivate
endif

setenv VIRTUAL_ENV @ROOT@
setenv VIRTUAL_ENV_PROMPT @PROMPT@

set _OLD_VIRTUAL_PATH="$PATH:q"
setenv PATH "$VIRTUAL_ENV:q/@BIN@:$PATH:q"

alias _virtual_leave 'setenv PATH "$_OLD_VIRTUAL_PATH:q"; unset _OLD_VIRTUAL_PATH; unsetenv VIRTUAL_ENV; unsetenv VIRTUAL_ENV_PROMPT; rehash; unalias _virtual_leave; unalias deactivate'
alias deactivate '_virtual_leave'

# The prompt is there in interactive shells only.
if ( ! $?VIRTUAL_ENV_DISABLE_PROMPT && $?prompt ) then
    set _OLD_VIRTUAL_PROMPT="$prompt:q"
    set prompt="($VIRTUAL_ENV_PROMPT:q) $prompt:q"
    alias deactivate 'set prompt="$_OLD_VIRTUAL_PROMPT:q"; unset _OLD_VIRTUAL_PROMPT; _virtual_leave'
endif

rehash
