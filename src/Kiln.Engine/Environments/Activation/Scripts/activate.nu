# Makes this virtual environment the one in use, until `deactivate`: overlay use path/to/activate.nu (Nushell 0.106 or newer).

export-env {
    let root = @ROOT@
    let name = @PROMPT@
    let path_name = if 'Path' in $env { 'Path' } else { 'PATH' }
    let changes = {
        $path_name: ($env | get $path_name | prepend ($root | path join '@BIN@'))
        VIRTUAL_ENV: $root
        VIRTUAL_ENV_PROMPT: $name
    }
    let keeps_prompt = not ($env | get --optional VIRTUAL_ENV_DISABLE_PROMPT | is-empty)
    let own = ($env | get --optional PROMPT_COMMAND)
    let prompt = match ($own | describe) {
        'closure' => {|| $'(char lparen)($name)(char rparen) (do $own)' }
        _ => {|| $'(char lparen)($name)(char rparen) ($own)' }
    }
    load-env (if $keeps_prompt { $changes } else { $changes | insert PROMPT_COMMAND $prompt })
}

# Leaving the overlay puts back every variable.
export alias deactivate = overlay hide activate
