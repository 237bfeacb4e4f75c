using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Io;

public sealed class FolderHandleTests
{
    [Fact]
    public void A_folder_that_was_deleted_since_it_was_opened_is_empty()
    {
        using var folder = new TempFolder();
        Assert.False(FolderHandle.Open(folder.Folder("gone"), follow: true, out var handle).IsError);
        using (handle!)
        {
            if (!OperatingSystem.IsWindows())
                Directory.Delete((folder / "gone").ToString());
            var entries = new FolderEntries();

            Assert.False(handle!.List(entries).IsError);
            Assert.Equal(0, entries.Count);
        }
    }
}
