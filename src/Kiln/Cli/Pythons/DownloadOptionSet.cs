using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli.Pythons;

/// <summary>The words of <c>kiln python</c> that say from where Pythons are downloaded.</summary>
internal sealed class DownloadOptionSet(bool withMirrors)
{
    private readonly Option<string?> _list = Words.Value("A list of downloads in place of the built-in one: URL or path [env: KILN_PYTHON_DOWNLOADS_JSON_URL]", "URL", "--python-downloads-json-url");
    private readonly Option<string?> _mirror = Words.Value("Take CPython from here [env: KILN_PYTHON_INSTALL_MIRROR]", "URL", "--mirror");
    private readonly Option<string?> _pypy = Words.Value("Take PyPy from here [env: KILN_PYPY_INSTALL_MIRROR]", "URL", "--pypy-mirror");
    private readonly Option<string?> _graalpy = Words.Value("Take GraalPy from here [env: KILN_GRAALPY_INSTALL_MIRROR]", "URL", "--graalpy-mirror");
    private readonly Option<string?> _pyodide = Words.Value("Take Pyodide from here [env: KILN_PYODIDE_INSTALL_MIRROR]", "URL", "--pyodide-mirror");

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => withMirrors ? [_mirror, _pypy, _graalpy, _pyodide, _list] : [_list];

    /// <summary>The options of a run, with what these words say.</summary>
    public GlobalOptions Complete(GlobalOptions global, ParseResult result)
    {
        var said = global.PythonDownloads;
        return global with
        {
            PythonDownloads = said with
            {
                ListPlace = result.GetValue(_list) ?? said.ListPlace,
                Mirrors = withMirrors ? said.Mirrors with
                {
                    CPython = result.GetValue(_mirror) ?? said.Mirrors.CPython,
                    PyPy = result.GetValue(_pypy) ?? said.Mirrors.PyPy,
                    GraalPy = result.GetValue(_graalpy) ?? said.Mirrors.GraalPy,
                    Pyodide = result.GetValue(_pyodide) ?? said.Mirrors.Pyodide,
                } : said.Mirrors,
            },
        };
    }
}
