using Kiln.Engine.Configuration;

namespace Kiln.Cli;

/// <content>Those about managed Pythons.</content>
internal sealed partial class Settings
{
    /// <summary>When Pythons may be downloaded.</summary>
    public SettingValue? PythonDownloads => files.Find("python-downloads");

    /// <summary>Where the list of downloads is.</summary>
    public string? PythonDownloadsList => Text("python-downloads-json-url");

    /// <summary>What takes the place of the servers of an implementation's makers.</summary>
    public string? PythonMirror(string implementation) => Text($"{implementation}-install-mirror");
}
