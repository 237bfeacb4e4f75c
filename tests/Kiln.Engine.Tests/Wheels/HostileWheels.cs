using System.Text;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Wheels;

/// <summary>Wheels that must be refused, each with the words that its refusal must hold.</summary>
internal static class HostileWheels
{
    private static readonly byte[] Zeros4 = new byte[4];

    public static IReadOnlyDictionary<string, (WheelBuilder Wheel, string[] Words)> All { get; } = Escapes()
        .Concat(Kinds()).Concat(Twice()).Concat(Headers()).Concat(Ends()).Concat(Sizes()).Concat(Contents()).Concat(Layout()).Concat(Commands())
        .ToDictionary(each => each.Name, each => (each.Wheel, each.Words));

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Escapes()
    {
        yield return Named("parent folder", "../evil.py", "`../evil.py`", "`..`");
        yield return Named("parent folder deep inside", "demo/a/../../../evil.py", "evil.py`", "`..`");
        yield return Named("sibling with the same prefix", "../site-packages-evil/x.py", "site-packages-evil", "`..`");
        yield return Named("absolute path", "/tmp/evil.py", "`/tmp/evil.py`", "absolute");
        yield return Named("drive letter", "C:/evil.py", "`C:/evil.py`", "absolute");
        yield return Named("backslash", "..\\evil.py", "`..\\evil.py`", "backslash");
        yield return Named("current folder", "demo/./x.py", "`demo/./x.py`", "`.`");
        yield return Named("empty component", "demo//x.py", "`demo//x.py`", "empty component");
        yield return Named("newline in a name", "demo/x\n.py", "`demo/x\\n.py`", "control character");
        yield return Named("NUL in a name", "demo/x.py\0.txt", "\\x00", "control character");
        yield return Named("escape sequence in a name", "demo/\u001b[2J.py", "\\x1b", "control character");
        yield return Named("C1 control in a name", "demo/\u009b2J.py", "\\xc2\\x9b", "control character");
        yield return Named("component too long", $"{new string('x', 256)}.py", "255 bytes");
        yield return Raw("no name", [], "no name");
        yield return Raw("not UTF-8", [0xff, 0x2e, 0x70, 0x79], "`\\xff.py`", "UTF-8");
        yield return Named("out of .data", "demo-1.0.data/purelib/../../../evil.py", "`..`");
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Kinds()
    {
        yield return Member("symbolic link", member => member.Mode = 0xa1ff, "`demo.py`", "symbolic link");
        yield return Member("fifo", member => member.Mode = 0x11a4, "`demo.py`", "neither a file nor a folder");
        yield return Member("device", member => member.Mode = 0x21a4, "`demo.py`", "neither a file nor a folder");
        yield return Member("file that is a folder", member => member.Mode = 0x41ed, "`demo.py`", "not what its name says");
        yield return ("folder with content", Plain().Add("demo/", "content").Spoil("demo/", member => member.Mode = 0x41ed), ["`demo`", "has content"]);
        yield return Member("encrypted", member => member.Flags = member.LocalFlags = 1, "`demo.py`", "encrypted");
        yield return Member("other method", member => member.Method = member.LocalMethod = 14, "`demo.py`", "method 14");
        yield return Member("other disk", member => member.Disk = 1, "`demo.py`", "divided");
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Twice()
    {
        yield return ("duplicate name", Plain().Add("demo.py", "import evil"), ["`demo.py`", "twice"]);
        yield return ("file as folder", Plain().Add("pkg", "").Add("pkg/x.py", ""), ["`pkg`", "`pkg/x.py`"]);
        yield return ("overlap", Plain().Add("other.py", "x = 1").Spoil(zip => zip.Members[1].Offset = 0), ["overlaps"]);
        yield return ("overlap inside", Plain().Add("other.py", "x = 1").Spoil("demo.py", member => member.PackedSize = member.LocalPackedSize = 60), ["`demo.py`", "overlaps"]);
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Headers()
    {
        yield return Member("other local name", member => member.LocalName = "evil.py"u8.ToArray(), "`demo.py`", "`evil.py`");
        yield return Member("local name of same beginning", member => member.LocalName = "demo.pyc"u8.ToArray(), "`demo.py`", "`demo.pyc`");
        yield return Member("other local CRC", member => member.LocalCrc ^= 1, "`demo.py`", "another CRC");
        yield return Member("other local size", member => member.LocalSize++, "`demo.py`", "another CRC or size");
        yield return Member("other local packed size", member => member.LocalPackedSize = 1, "`demo.py`", "another CRC or size");
        yield return Member("other local method", member => member.LocalMethod = 0, "`demo.py`", "another method");
        yield return Member("other local flags", member => member.LocalFlags = 8, "`demo.py`", "other flags");
        yield return Member("descriptor missing", member => member.Flags = member.LocalFlags = 8, "`demo.py`", "descriptor");
        yield return Member("descriptor of another CRC", AddWrongDescriptor, "`demo.py`", "descriptor");
        yield return ("hidden member", Plain().Spoil(zip => zip.Members.Insert(0, Hidden())), ["`demo.py`", "belong to no member"]);
        yield return ("hidden last member", Plain().Spoil(zip => zip.Members.Add(Hidden())), ["before its central directory"]);
        yield return ("phantom member", Plain().Spoil(zip => zip.Members.Insert(0, new RawMember("evil.py", "x = 1") { IsPhantom = true })), ["`evil.py`"]);
        yield return ("offset into nothing", Plain().Spoil(zip => zip.Members[^1].Offset = 0x7fff_ffff), ["RECORD`", "belong to no member"]);
        yield return Member("no header where the directory says", member => member.Offset = 1, "`demo.py`", "1 bytes before it");
        yield return Member("gap between members", member => member.Before = new byte[7], "`demo.py`", "7 bytes before it");
        yield return Member("second name in the directory", member => member.Extra = [0x75, 0x70, 1, 0, 1], "`demo.py`", "second name");
        yield return Member("second name in the local header", member => member.LocalExtra = [0x75, 0x70, 1, 0, 1], "`demo.py`", "second name");
        yield return Member("broken extra field", member => member.Extra = [1, 0, 9, 0, 0], "`demo.py`", "extra fields");
        yield return Member("ZIP64 sizes twice", member => member.Extra = [.. Zip64Sizes(0), .. Zip64Sizes(0)], "`demo.py`", "twice");
        yield return Member("ZIP64 size that contradicts", member => member.Extra = Zip64Sizes(7), "`demo.py`", "ZIP64");
        yield return Member("comment of a member", member => member.Comment = "hello"u8.ToArray(), "`demo.py`", "comment");
        yield return ("name beyond ASCII without its mark", Plain().Add("é.py", "").Spoil("é.py", member => member.Flags = member.LocalFlags = 0), ["`é.py`", "UTF-8"]);
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Ends()
    {
        yield return Whole("data behind the end", zip => zip.Trailer = new byte[3], "3 bytes behind its end");
        yield return Whole("another archive behind the end", zip => zip.Trailer = new RawZip().Build(), "central directory");
        yield return Whole("data before the beginning", zip => zip.Prefix = "#!/bin/sh\n"u8.ToArray(), "10 bytes before it");
        yield return Whole("data before, offsets as if not", ShiftBehindPrefix, "central directory");
        yield return Whole("end record inside its comment", zip => zip.Comment = [.. "PK\x05\x06"u8, .. new byte[18], .. Zeros4], "behind its end");
        yield return Whole("data before the end record", zip => zip.BeforeEnd = new byte[5], "central directory");
        yield return Whole("data before the directory", zip => zip.BeforeDirectory = new byte[6], "6 bytes before its central directory");
        yield return End("too few members", end => end.Members--, "goes on behind");
        yield return End("too many members", end => end.Members++, "fewer than its end record says");
        yield return End("far too many members", end => end.Members = 60000, "too small");
        yield return End("directory of no size", end => end.DirectoryBytes = 0, "central directory");
        yield return End("directory elsewhere", end => end.DirectoryOffset -= 4, "central directory");
        yield return End("directory outside", end => end.DirectoryOffset = 0xffff_fff0, "outside");
        yield return End("divided archive", end => end.Disk = 1, "divided");
        yield return End("ZIP64 locator that points elsewhere", end => (end.HasZip64, end.LocatorError) = (true, 4), "locator");
        yield return End("ZIP64 record that contradicts", end => (end.HasZip64, end.Zip64Surplus) = (true, 1), "contradicts");
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Sizes()
    {
        yield return Member("bomb by its claim", member => member.Size = member.LocalSize = 0x8000_0000, "limit");
        yield return Member("more content than claimed", member => (member.Size, member.LocalSize) = (2, 2), "`demo.py`", "more than the 2 bytes");
        yield return Member("less content than claimed", member => (member.Size, member.LocalSize) = (200, 200), "`demo.py`", "holds 5 bytes", "200");
        yield return Member("stored with two sizes", member => member.Store("x"u8.ToArray()), "`demo.py`", "two sizes");
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Contents()
    {
        yield return Member("wrong CRC", member => member.Crc = member.LocalCrc = 0x1234, "`demo.py`", "CRC", "00001234");
        yield return Member("no deflate", member => member.Packed = [0xff, 0xff, 0xff, 0xff], "`demo.py`", "damaged");
        yield return Member("cut off content", member => member.Packed = member.Packed[..^3], "`demo.py`");
        yield return Member("something behind the content", member => member.Packed = [.. member.Packed, .. "PK\x03\x04hidden"u8], "`demo.py`", "hidden behind");
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Layout()
    {
        yield return ("second .dist-info", Plain().Add("evil-1.0.dist-info/METADATA", ""), ["evil-1.0.dist-info`", "second"]);
        yield return ("other name inside", new WheelBuilder("evil") { FileName = "demo-1.0-py3-none-any.whl" }, ["`demo`", "evil"]);
        yield return ("other version inside", new WheelBuilder("demo", "2.0") { FileName = "demo-1.0-py3-none-any.whl" }, ["version 1.0", "2.0"]);
        yield return ("other name in METADATA", Plain().Add("demo-1.0.dist-info/METADATA", "Name: evil\nVersion: 1.0\n"), ["METADATA", "`evil`"]);
        yield return ("other version in METADATA", Plain().Add("demo-1.0.dist-info/METADATA", "Name: demo\nVersion: 3\n"), ["METADATA", "`3`"]);
        yield return ("METADATA without name", Plain().Add("demo-1.0.dist-info/METADATA", "Version: 1.0\n"), ["METADATA`", "lacks"]);
        yield return ("newer major format", Plain().Add("demo-1.0.dist-info/WHEEL", "Wheel-Version: 2.0\n"), ["WHEEL`", "2.0"]);
        yield return ("WHEEL without version", Plain().Add("demo-1.0.dist-info/WHEEL", "Generator: x\n"), ["WHEEL`", "Wheel-Version"]);
        yield return ("no RECORD", new WheelBuilder { HasRecord = false }.Add("demo.py", "x = 1"), ["`demo-1.0.dist-info/RECORD`"]);
        yield return Named("unknown scheme", "demo-1.0.data/evil/x.py", "`demo-1.0.data/evil/x.py`", "`evil`");
        yield return Named("loose file in .data", "demo-1.0.data/x.py", "`demo-1.0.data/x.py`", "none of its folders");
        yield return Named("scheme that is a file", "demo-1.0.data/scripts", "`demo-1.0.data/scripts`", "none of its folders");
        yield return Named(".data of another distribution", "evil-1.0.data/scripts/x", "`evil-1.0.data/scripts/x`", "another distribution");
    }

    private static IEnumerable<(string Name, WheelBuilder Wheel, string[] Words)> Commands()
    {
        yield return Command("command in a parent folder", "../evil = demo:main", "`../evil`");
        yield return Command("command with an absolute path", "/usr/bin/evil = demo:main", "`/usr/bin/evil`");
        yield return Command("command with a backslash", "..\\evil = demo:main", "`..\\evil`");
        yield return Command("command with a drive letter", "C:evil = demo:main", "`C:evil`");
        yield return Command("command called ..", ".. = demo:main", "`..`");
        yield return Command("command without a name", " = demo:main", "scripts folder");
        yield return Command("command without an object", "evil = demo", "`evil`", "module:attribute");
        yield return Command("command that is code", "evil = demo:main();import os", "`evil`", "module:attribute");
    }

    private static WheelBuilder Plain() => new WheelBuilder().Add("demo.py", "x = 1");

    private static (string Name, WheelBuilder Wheel, string[] Words) Named(string name, string path, params string[] words) =>
        (name, Plain().Add(path, "evil = 1"), words);

    private static (string Name, WheelBuilder Wheel, string[] Words) Raw(string name, byte[] path, params string[] words) =>
        (name, Plain().Spoil(zip => zip.Members.Add(new RawMember(path, [1]))), words);

    private static (string Name, WheelBuilder Wheel, string[] Words) Member(string name, Action<RawMember> change, params string[] words) =>
        (name, Plain().Spoil("demo.py", change), words);

    private static (string Name, WheelBuilder Wheel, string[] Words) Whole(string name, Action<RawZip> change, params string[] words) =>
        (name, Plain().Spoil(change), words);

    private static (string Name, WheelBuilder Wheel, string[] Words) End(string name, Action<RawZipEnd> change, params string[] words) =>
        (name, Plain().Spoil(zip => zip.End = change), words);

    private static (string Name, WheelBuilder Wheel, string[] Words) Command(string name, string line, params string[] words) =>
        (name, Plain().Add("demo-1.0.dist-info/entry_points.txt", $"[console_scripts]\n{line}\n"), ["entry_points.txt`", .. words]);

    private static RawMember Hidden() => new("evil.py", "x = 1") { IsHidden = true };

    private static byte[] Zip64Sizes(byte size) => [1, 0, 8, 0, size, 0, 0, 0, 0, 0, 0, 0];

    private static void AddWrongDescriptor(RawMember member)
    {
        member.Flags = member.LocalFlags = 8;
        member.Descriptor = [.. "PK\x07\x08"u8, .. Encoding.ASCII.GetBytes("wrong numbers")[..12]];
    }

    private static void ShiftBehindPrefix(RawZip zip)
    {
        zip.Prefix = new byte[10];
        zip.End = end => end.DirectoryOffset -= 10;
    }
}
