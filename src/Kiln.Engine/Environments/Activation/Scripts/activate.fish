# Makes this virtual environment the one in use, until `deactivate`. To be sourced from fish 3 or newer.

function deactivate -d "Leave the virtual environment"
    if set -q _OLD_VIRTUAL_PATH
        set -gx PATH $_OLD_VIRTUAL_PATH
        set -e _OLD_VIRTUAL_PATH
    end
    if set -q _OLD_VIRTUAL_PYTHONHOME
        set -gx PYTHONHOME $_OLD_VIRTUAL_PYTHONHOME
        set -e _OLD_VIRTUAL_PYTHONHOME
    end
    if functions -q _old_fish_prompt
        functions -e fish_prompt
        functions -c _old_fish_prompt fish_prompt
        functions -e _old_fish_prompt
    end
    set -e VIRTUAL_ENV
    set -e VIRTUAL_ENV_PROMPT
    if test "$argv[1]" != nondestructive
        functions -e deactivate
    end
end

# Leaves the environment that is active, this one or another.
deactivate nondestructive

set -gx VIRTUAL_ENV @ROOT@
if string match -qr 'CYGWIN|MSYS|MINGW' (uname); and command -sq cygpath
    set -gx VIRTUAL_ENV (cygpath -u $VIRTUAL_ENV)
end
set -gx VIRTUAL_ENV_PROMPT @PROMPT@

set -g _OLD_VIRTUAL_PATH $PATH
set -gx PATH $VIRTUAL_ENV/@BIN@ $PATH

if set -q PYTHONHOME
    set -g _OLD_VIRTUAL_PYTHONHOME $PYTHONHOME
    set -e PYTHONHOME
end

if test -z "$VIRTUAL_ENV_DISABLE_PROMPT"; and functions -q fish_prompt
    functions -c fish_prompt _old_fish_prompt
    function fish_prompt
        # First the user's own, which may look at the last command's status.
        set -l own (_old_fish_prompt)
        printf '(%s) ' $VIRTUAL_ENV_PROMPT
        string join -- \n $own
    end
end
