using Kiln.Engine.Environments;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Environments;

public sealed class InstalledPackagesTests : IDisposable
{
    private readonly TempFolder _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public void Names_and_versions_are_taken_from_the_metadata_folders()
    {
        foreach (string name in (string[])
            ["Zope.Interface-7.0.dist-info", "foo_bar-1.0.post1.dist-info", "typing_extensions-4.12.dist-info", "old-1.0-py3.11.egg-info", "bare.egg-info"])
            _site.Folder(name);
        Assert.Equal(
            ["bare  egg", "foo-bar 1.0.post1", "old 1.0 egg", "typing-extensions 4.12", "zope-interface 7.0"],
            InstalledPackages.Find([_site.Path]).Select(package => $"{package.Name} {package.Version}{(package.IsEggInfo ? " egg" : "")}"));
    }

    [Fact]
    public void Remains_of_an_interrupted_uninstall_and_other_folders_are_no_packages()
    {
        foreach (string name in (string[])["~ip-24.0.dist-info", "pip", ".dist-info", "-1.0.dist-info", "dist-info", "pip-24.0.dist-info.bak"])
            _site.Folder(name);
        Assert.Empty(InstalledPackages.Find([_site.Path]));
    }

    [Fact]
    public void A_missing_folder_holds_nothing_and_a_link_to_a_folder_counts_once()
    {
        _site.Folder("lib/a-1.dist-info");
        var link = _site.Link("lib64", _site / "lib");
        Assert.Single(InstalledPackages.Find([_site / "lib", link, _site / "lib", _site / "missing"]));
    }

    [Theory]
    [InlineData("A", "a")]
    [InlineData("a-_.b", "a-b")]
    [InlineData("Zope.Interface", "zope-interface")]
    [InlineData("_a_", "-a-")]
    public void Names_are_normalized_as_in_PEP_503(string name, string expected) => Assert.Equal(expected, InstalledPackages.NormalizeName(name));

    [Fact]
    public void Sources_are_what_RECORD_lists_below_site_packages()
    {
        _site.Write("a-1.dist-info/RECORD", """
            a/__init__.py,sha256=x,1
            a/data.json,,
            a/native.so,,
            a/__pycache__/__init__.cpython-312.pyc,,
            "a/with ""quotes"", and comma.py",,
            a/./b/../c.py,,
            ../../../bin/a.py,,
            a/../../outside.py,,
            /etc/absolute.py,,
            a-1.dist-info/RECORD,,

            """);
        var sources = RecordedSources.Read(Package("a-1.dist-info"));
        Assert.Equal(RecordState.Read, sources.State);
        Assert.Equal([_site / "a/__init__.py", _site / "a/with \"quotes\", and comma.py", _site / "a/c.py"], sources.Paths);
    }

    [Fact]
    public void Names_that_are_not_UTF8_stay_what_they_are()
    {
        byte[] name = [.. "a/"u8, 0xff, .. ".py"u8];
        File.WriteAllBytes((_site.Folder("a-1.dist-info") / "RECORD").ToSystemString(), [.. name, .. ",,\n"u8]);
        Assert.Equal([_site.Path.Append(name)], RecordedSources.Read(Package("a-1.dist-info")).Paths);
    }

    [Fact]
    public void A_missing_RECORD_is_told()
    {
        _site.Folder("a-1.dist-info");
        _site.Write("b-1.egg-info", "");
        Assert.Equal(RecordState.Missing, RecordedSources.Read(Package("a-1.dist-info")).State);
        Assert.Equal(RecordState.Missing, RecordedSources.Read(Package("b-1.egg-info")).State);
    }

    [Fact]
    public void A_RECORD_that_is_cut_off_is_told_and_its_whole_rows_are_read()
    {
        _site.Write("a-1.dist-info/RECORD", "a.py,,\n\"b");
        var sources = RecordedSources.Read(Package("a-1.dist-info"));
        Assert.Equal(RecordState.Malformed, sources.State);
        Assert.Equal([_site / "a.py"], sources.Paths);
    }

    [Fact]
    public void A_RECORD_that_cannot_be_read_is_told()
    {
        _site.Folder("a-1.dist-info/RECORD");
        var sources = RecordedSources.Read(Package("a-1.dist-info"));
        Assert.Equal(RecordState.Unreadable, sources.State);
        Assert.Equal(FileFault.IsFolder, sources.Error.Fault);
    }

    private InstalledPackage Package(string metadata) =>
        InstalledPackages.Find([_site.Path]).Single(package => package.Metadata == _site / metadata);
}
