using System.Buffers.Text;

namespace Kiln.Engine.Io;

/// <summary>
/// Memory that a new process may take without pushing others out: of the machine, or of the control group that we run in, whichever is less.
/// </summary>
public static class MachineMemory
{
    /// <summary>Below this much free memory the largest user is ended rather than the machine brought to a halt.</summary>
    public const long ReserveBytes = 128L << 20;

    /// <summary>Bytes available now.</summary>
    public static long AvailableBytes()
    {
        if (!OperatingSystem.IsLinux())
            return OfRuntime();
        long machine = Field("/proc/meminfo", "MemAvailable:"u8) is long kibibytes ? kibibytes * 1024 : OfRuntime();
        return Math.Min(machine, Math.Min(OfGroup("/sys/fs/cgroup", "memory.max", "memory.current", "inactive_file "),
            OfGroup("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ")));
    }

    private static long OfRuntime()
    {
        var info = GC.GetGCMemoryInfo();
        return info.TotalAvailableMemoryBytes - info.MemoryLoadBytes;
    }

    /// <summary>Limit less use, where there is a limit; file pages that the kernel would give up count as free.</summary>
    private static long OfGroup(string folder, string limitFile, string usageFile, string reclaimableField)
    {
        if (Field($"{folder}/{limitFile}", default) is not long limit || Field($"{folder}/{usageFile}", default) is not long usage)
            return long.MaxValue;
        long reclaimable = Field($"{folder}/memory.stat", System.Text.Encoding.ASCII.GetBytes(reclaimableField)) ?? 0;
        return Math.Max(limit - usage + reclaimable, 0);
    }

    /// <summary>The number behind a label at the beginning of a line; null if there is none (or the word "max").</summary>
    private static long? Field(string path, ReadOnlySpan<byte> label)
    {
        if (FileSystem.ReadAll(FsPath.From(path), out byte[] content).IsError)
            return null;
        foreach (var range in ((ReadOnlySpan<byte>)content).Split((byte)'\n'))
        {
            var line = content.AsSpan(range);
            if (line.StartsWith(label) && Utf8Parser.TryParse(line[label.Length..].TrimStart((byte)' '), out long number, out _))
                return number;
        }
        return null;
    }
}
