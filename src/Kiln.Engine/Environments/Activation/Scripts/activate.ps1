# Makes this virtual environment the one in use, until `deactivate`. To be run from PowerShell: it finds its environment by its own place.

function global:deactivate([switch] $NonDestructive) {
    if (Test-Path variable:global:_OLD_VIRTUAL_PATH) {
        $env:PATH = $global:_OLD_VIRTUAL_PATH
        Remove-Variable _OLD_VIRTUAL_PATH -Scope Global
    }
    if (Test-Path variable:global:_OLD_VIRTUAL_PYTHONHOME) {
        $env:PYTHONHOME = $global:_OLD_VIRTUAL_PYTHONHOME
        Remove-Variable _OLD_VIRTUAL_PYTHONHOME -Scope Global
    }
    if (Test-Path function:global:_old_virtual_prompt) {
        Set-Item function:global:prompt (Get-Item function:global:_old_virtual_prompt).ScriptBlock
        Remove-Item function:global:_old_virtual_prompt
    }
    Remove-Item env:VIRTUAL_ENV, env:VIRTUAL_ENV_PROMPT -ErrorAction SilentlyContinue
    if (!$NonDestructive) {
        Remove-Item function:global:deactivate
    }
}

# Leaves the environment that is active, this one or another.
deactivate -NonDestructive

$env:VIRTUAL_ENV = @ROOT@
$env:VIRTUAL_ENV_PROMPT = @PROMPT@

$global:_OLD_VIRTUAL_PATH = $env:PATH
$env:PATH = (Join-Path $env:VIRTUAL_ENV '@BIN@') + [IO.Path]::PathSeparator + $env:PATH

if ($env:PYTHONHOME) {
    $global:_OLD_VIRTUAL_PYTHONHOME = $env:PYTHONHOME
    Remove-Item env:PYTHONHOME
}

if (!$env:VIRTUAL_ENV_DISABLE_PROMPT) {
    Set-Item function:global:_old_virtual_prompt (Get-Item function:prompt).ScriptBlock
    function global:prompt {
        '(' + $env:VIRTUAL_ENV_PROMPT + ') ' + (_old_virtual_prompt)
    }
}
