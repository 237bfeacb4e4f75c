using Kiln.Engine.Environments.Activation;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>
/// Makes a virtual environment, in the form of uv's:
/// <code>
/// ROOT/
///   .gitignore  CACHEDIR.TAG  .lock
///   pyvenv.cfg
///   bin/                            on Windows: Scripts/, with launchers in the place of links
///     python                          → the base interpreter
///     python3, python3.12             → python
///     activate, activate.fish …
///   lib/python3.12/site-packages/
///   lib64                             → lib
/// </code>
/// <c>pyvenv.cfg</c> comes first, marked as unfinished: what a killed run leaves is known as that, and made anew by the next.
/// </summary>
public sealed class VirtualEnvironmentBuilder
{
    private readonly FsPath _root;
    private readonly InterpreterInfo _interpreter;
    private readonly VirtualEnvironmentOptions _options;
    private readonly VirtualEnvironmentLayout _layout;
    private readonly FsPath _baseExecutable;

    /// <summary>A builder of an environment at an absolute path, whose Python is the interpreter's base.</summary>
    public VirtualEnvironmentBuilder(FsPath root, InterpreterInfo interpreter, VirtualEnvironmentOptions options)
    {
        _root = root;
        _interpreter = interpreter;
        _options = options;
        _layout = VirtualEnvironmentLayout.Of(interpreter);
        _baseExecutable = BaseExecutable.Find(interpreter);
    }

    /// <summary>The environment's own interpreter.</summary>
    public FsPath Executable => Scripts / (OperatingSystem.IsWindows() ? "python.exe" : "python");

    /// <summary>The folder of the interpreter and of the scripts.</summary>
    public FsPath Scripts => _root / _layout.Bin;

    /// <summary>True if a virtual environment, finished or not, is at a path (PEP 405).</summary>
    public static bool IsEnvironment(FsPath root) => FileSystem.IsFile(root / PyvenvConfig.FileName);

    /// <summary>Makes it. A failure takes away again what was made, unless it went into a folder that was to be kept.</summary>
    /// <exception cref="UserErrorException">The folder is taken, or the file system refuses.</exception>
    public void Build(LockWait wait, IReporter reporter)
    {
        var place = new EnvironmentPlace(_root, _options.Existing);
        // Before anything is touched, and once more under the lock: another run may have made it while this one waited.
        place.RequireUsable();
        bool isNew = !FileSystem.Exists(_root);
        Require("make the folder", _root, FileSystem.MakeFolders(_root));
        using var held = EnvironmentLock.TakeIn(_root, wait, reporter);
        place.RequireUsable();
        try
        {
            place.Clear();
            WriteAll();
        }
        catch (UserErrorException) when (_options.Existing != ExistingFolder.Keep)
        {
            place.TryEmpty();
            if (isNew)
                _ = FileSystem.DeleteTree(_root);
            throw;
        }
    }

    private void WriteAll()
    {
        WriteConfig(isFinished: false);
        Write(_root / "CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55"u8);
        Write(_root / ".gitignore", "*"u8);
        MakeFolder(Scripts);
        foreach (var folder in _layout.SitePackages)
            MakeFolder(_root.Append(folder.Bytes));
        if (_layout.HasLib64 && FileSystem.Stat(_root / "lib64", follow: false, out _).IsError)
            Require("make the link", _root / "lib64", SymbolicLink.Make(_root / "lib64", FsPath.From("lib")));
        MakeInterpreter();
        WriteActivation();
        WriteConfig(isFinished: true);
    }

    private void MakeInterpreter()
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsLaunchers.Copy(_interpreter, _baseExecutable, Scripts);
            return;
        }
        Require("make the link", Executable, SymbolicLink.Replace(Executable, _baseExecutable));
        foreach (string name in _layout.OtherNames)
            Require("make the link", Scripts / name, SymbolicLink.Replace(Scripts / name, FsPath.From("python")));
    }

    private void WriteActivation()
    {
        string? root = _options.IsRelocatable ? null : RawText.FromBytes(_root.Bytes);
        string[] sitePackages = [.. _layout.SitePackages.Select(folder => "../" + RawText.FromBytes(folder.Bytes))];
        var values = new ActivationValues(root, _options.Prompt, _layout.Bin, sitePackages);
        foreach (var script in ActivationScript.All)
        {
            if (script.Render(values) is { } content)
                Write(Scripts / script.Name, content);
        }
    }

    private void WriteConfig(bool isFinished) =>
        Write(_root / PyvenvConfig.FileName, PyvenvConfig.Write(_interpreter, _baseExecutable, _options, isFinished));

    private static void MakeFolder(FsPath path) => Require("make the folder", path, FileSystem.MakeFolders(path));

    private static void Write(FsPath path, ReadOnlySpan<byte> content) => Require("write", path, FileSystem.WriteAll(path, content));

    private static void Require(string action, FsPath path, FileError error) => EnvironmentPlace.Require(action, path, error);
}
