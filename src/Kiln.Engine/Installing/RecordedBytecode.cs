using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// Completes a RECORD with the bytecode that was written for its sources, each as <c>path,,</c> (PEP 376), so that every uninstaller finds it.
/// The environment's lock is held; the file is replaced in one step.
/// </summary>
public static class RecordedBytecode
{
    /// <summary>Adds the bytecode of a distribution of the target whose RECORD lies at <paramref name="record"/>, below <paramref name="site"/>.</summary>
    public static void Add(InstallTarget target, FsPath record, FsPath site, IEnumerable<FsPath> bytecode)
    {
        // Somebody may have removed the distribution meanwhile: then nothing is to be recorded.
        if (FileSystem.ReadAll(record, out byte[] content).IsError)
            return;
        var writer = new RecordWriter();
        var known = new HashSet<FsPath>();
        var rows = new RecordReader(content);
        while (rows.Read())
        {
            writer.Add(rows);
            if (rows.Path.EndsWith(".pyc"u8))
                known.Add(FsPath.FromBytes(rows.Path));
        }
        int before = known.Count;
        foreach (var path in bytecode)
        {
            byte[] row = RelativePath.From(site, path);
            if (known.Add(FsPath.FromBytes(row)))
                writer.Add(row);
        }
        if (known.Count == before)
            return;
        var error = InstallTransaction.Replace(target, record, writer.Content.Span);
        if (error.IsError)
            throw UserErrorException.ForFile("complete", record, error);
    }
}
