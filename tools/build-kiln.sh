# Sourced by ./kiln and ./publish, with $root set: how Kiln is built into a folder, by one process at a time.

# lock FOLDER: waits until nobody else builds in it. Descriptor 9 holds the lock; no child of the build may inherit it.
lock() {
    mkdir -p "$1"
    exec 9>"$1/lock"
    if command -v flock >/dev/null; then
        flock 9
    else # macOS has no flock(1), but a Perl
        perl -e 'use Fcntl ":flock"; open(my $file, ">&=9") or die; flock($file, LOCK_EX) or die'
    fi
}

unlock() {
    exec 9>&-
}

# Asked by trying: root may write where a read-only file system then refuses.
can_write_to() {
    [ -n "$1" ] && mkdir "$1/.kiln-$$" 2>/dev/null && rmdir "$1/.kiln-$$"
}

# build_kiln STATE OUTPUT [PROPERTY…]: publishes the program into OUTPUT; intermediate files go to STATE, apart from those of `dotnet build`,
# so that both can run at once. The build's words go to STATE/build.log. Without a home folder to write to, the state folder is one.
build_kiln() {
    local state=$1 output=$2 home=${HOME:-}
    shift 2
    can_write_to "$home" || home=$state/home
    mkdir -p "$state" "$home"
    if ! command -v dotnet >/dev/null; then
        echo "there is no \`dotnet\` on PATH: Kiln is built by the .NET SDK, version 10" >"$state/build.log"
        return 1
    fi
    touch "$state/stamp.new"
    (
        cd "$root" # global.json says which SDK
        export HOME=$home DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
        dotnet publish src/Kiln --configuration Release --output "$state/app.new" \
            -p:ArtifactsPath="$state/build" -nodeReuse:false -p:UseSharedCompilation=false -p:DebugType=embedded "$@"
    ) >"$state/build.log" 2>&1 9>&- </dev/null || return 1
    local dotnet
    dotnet=$(readlink -f "$(command -v dotnet)")
    printf '%s\n' "${dotnet%/*}" >"$state/dotnet-root"
    rm -rf "$output"
    mv "$state/app.new" "$output"
    mv "$state/stamp.new" "$state/stamp"
}
