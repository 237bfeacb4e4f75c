using Kiln.Engine.Io;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// Reads requirement files, line by line and file within file:
/// <code>
/// line        = requirement | option+
/// requirement = ("-e")? entry (("--hash" | "--config-settings") value)*
/// </code>
/// Everything below a constraint file is a constraint, as in uv; in pip what it names with <c>-r</c> would be installed.
/// </summary>
internal sealed class RequirementsReader(RequirementsContext context)
{
    private readonly Stack<FileLocation> _open = new();

    /// <summary>What was read so far.</summary>
    public RequirementsFile File { get; } = new();

    /// <summary>Reads a file, and those that it names.</summary>
    public void Read(FileLocation file, bool isConstraints)
    {
        if (_open.Contains(file))
            throw new UserErrorException($"`{file}` includes itself, by way of `{_open.Peek()}`") { IsUsage = true };
        string text = RequirementsText.Decode(context.Read(file), file);
        _open.Push(file);
        foreach (var line in LogicalLines.Of(text, context.Environment))
            ReadLine(line, new RequirementsOrigin(file, line.Line) { IsIncluded = _open.Count > 1 }, isConstraints);
        _open.Pop();
    }

    private void ReadLine(LogicalLine line, RequirementsOrigin origin, bool isConstraints)
    {
        if (EditableValue(line.Text) is { } editable)
            AddEntry(line, line.Text.Length - editable.Length, origin, isEditable: true, isConstraints);
        else if (line.Text.StartsWith('-'))
            ReadOptions(line.Text, origin, isConstraints);
        else
            AddEntry(line, start: 0, origin, isEditable: false, isConstraints);
    }

    /// <summary>What stands behind <c>-e</c>; null in other lines.</summary>
    private static string? EditableValue(string text)
    {
        foreach (string word in (string[])["--editable", "-e"])
        {
            if (text.StartsWith(word, StringComparison.Ordinal) && text.Length > word.Length && text[word.Length] is ' ' or '\t' or '=')
                return text[(word.Length + 1)..].TrimStart();
        }
        return null;
    }

    private void AddEntry(LogicalLine line, int start, RequirementsOrigin origin, bool isEditable, bool isConstraints)
    {
        string text = line.Text[start..];
        int optionsStart = OptionLine.StartIn(text);
        string requirement = text[..optionsStart].TrimEnd();
        if (!RequirementsEntry.TryParse(isEditable ? requirement.Trim('"', '\'') : requirement, context.WorkingFolder, out var entry, out var fault))
            throw Unparsable(fault, line.Offset + start, origin);
        if (isConstraints && (entry.Name is null || isEditable))
            throw Wrong($"a constraint names a package, found `{entry}`", origin);
        var options = OptionLine.Read(text[optionsStart..], out string? reason) ?? throw Wrong(reason!, origin);
        if (options.Exists(each => !OptionWords.IsOfRequirement(each.Option)))
            throw Wrong($"only `--hash` and `--config-settings` can stand behind a requirement, found `{text[optionsStart..]}`", origin);
        (isConstraints ? File.Constraints : File.Requirements).Add(entry with
        {
            IsEditable = isEditable,
            Hashes = [.. ValuesOf(RequirementsOption.Hash).Select(value => ReadHash(value, origin))],
            ConfigSettings = [.. ValuesOf(RequirementsOption.ConfigSetting)],
            Origin = origin,
        });

        IEnumerable<string> ValuesOf(RequirementsOption option) => options.Where(each => each.Option == option).Select(each => each.Value);
    }

    private void ReadOptions(string text, RequirementsOrigin origin, bool isConstraints)
    {
        foreach (var (option, value) in OptionLine.Read(text, out string? reason) ?? throw Wrong(reason!, origin))
        {
            if (option is RequirementsOption.Requirement or RequirementsOption.Constraint)
                Read(origin.File.Resolve(value), isConstraints || option == RequirementsOption.Constraint);
            else if (Apply(option, value, origin) is { } wrong)
                throw Wrong(wrong, origin);
        }
    }

    /// <summary>Notes an option that concerns the run; returns what is wrong, or null.</summary>
    private string? Apply(RequirementsOption option, string value, RequirementsOrigin origin)
    {
        var options = File.Options;
        switch (option)
        {
            case RequirementsOption.IndexUrl:
                options.IndexUrl = value;
                break;
            case RequirementsOption.ExtraIndexUrl:
                options.ExtraIndexUrls.Add(value);
                break;
            case RequirementsOption.FindLinks:
                options.FindLinks.Add(FindLinks(value, origin));
                break;
            case RequirementsOption.NoIndex:
                options.IsWithoutIndex = true;
                break;
            case RequirementsOption.NoBinary:
                return options.NoBinary.Add(value);
            case RequirementsOption.OnlyBinary:
                return options.OnlyBinary.Add(value);
            case RequirementsOption.PreReleases:
                options.AllowsPreReleases = true;
                break;
            case RequirementsOption.PreferBinary:
                options.PrefersBinary = true;
                break;
            case RequirementsOption.RequireHashes:
            case RequirementsOption.NoRequireHashes:
                options.RequiresHashes = option == RequirementsOption.RequireHashes;
                break;
            case RequirementsOption.TrustedHost:
                options.TrustedHosts.Add(value);
                break;
            case RequirementsOption.UseFeature:
                options.Features.Add(value);
                break;
            default:
                return "`--hash` and `--config-settings` stand behind a requirement, `-e` before one";
        }
        return null;
    }

    /// <summary>Beside the file if it is there, else in the working folder, as pip looks for it.</summary>
    private FileLocation FindLinks(string value, RequirementsOrigin origin)
    {
        var beside = origin.File.Resolve(value);
        return beside.IsRemote || FileSystem.Exists(beside.Path) ? beside : FileLocation.Parse(value, context.WorkingFolder);
    }

    private static PackageHash ReadHash(string value, RequirementsOrigin origin) =>
        PackageHash.TryParse(value, ':', out var hash, out string? reason) ? hash : throw Wrong(reason, origin);

    private static UserErrorException Unparsable(SyntaxFault fault, int position, RequirementsOrigin origin) =>
        new($"couldn't parse requirement in `{origin.File}` at position {position}", new UserErrorException(fault.Message))
        {
            Details = fault.Excerpt,
            IsUsage = true,
        };

    private static UserErrorException Wrong(string reason, RequirementsOrigin origin) =>
        new($"couldn't read {origin}", new UserErrorException(reason)) { IsUsage = true };
}
