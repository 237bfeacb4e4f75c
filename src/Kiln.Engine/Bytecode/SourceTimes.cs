using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>The times of the sources whose bytecode goes by them, added up to what they say of the future.</summary>
internal sealed class SourceTimes
{
    private const long LargestTimeZone = 14 * 3600;

    /// <summary>
    /// Dates that tools write into every zip: 1980-01-01 (the earliest there is), 1985-10-26 (npm), 2016-01-01 (flit), 2020-02-02 (hatch).
    /// A zip holds local time, so what unzip makes of them is off by a time zone.
    /// </summary>
    private static readonly long[] ZipDates = [315532800, 499162500, 1451606400, 1580601600];

    private int _files;
    private int _withArchiveDate;
    private FileStatus _first;
    private bool _isOneTime = true;

    /// <summary>Counts the timestamp-based <c>.pyc</c> of a source.</summary>
    public void Add(in FileStatus source)
    {
        if (_files++ == 0)
            _first = source;
        else
            _isOneTime &= IsSameTime(source);
        if (IsArchiveDate(source))
            _withArchiveDate++;
    }

    /// <summary>Adds what another thread counted.</summary>
    public void Add(SourceTimes other)
    {
        if (other._files == 0)
            return;
        if (_files == 0)
            _first = other._first;
        _isOneTime &= other._isOneTime && IsSameTime(other._first);
        _files += other._files;
        _withArchiveDate += other._withArchiveDate;
    }

    /// <summary>What to advise; null for nothing.</summary>
    public DeployAdvice? Advice(bool forDeploy)
    {
        if (forDeploy && _files > 0)
            return new DeployAdvice(DeployRisk.TimesNotKept, _files, InvalidationMode.UncheckedHash);
        if (_withArchiveDate > 0)
            return new DeployAdvice(DeployRisk.ArchiveDates, _withArchiveDate, InvalidationMode.CheckedHash);

        // Files written at once have one time on a coarse clock, but hardly one without a fraction of a second.
        return _files > 1 && _isOneTime && _first.ModifiedNanoseconds == 0
            ? new DeployAdvice(DeployRisk.OneTime, _files, InvalidationMode.CheckedHash)
            : null;
    }

    private bool IsSameTime(in FileStatus source) =>
        source.ModifiedSeconds == _first.ModifiedSeconds && source.ModifiedNanoseconds == _first.ModifiedNanoseconds;

    /// <summary>0 and 1 are those of tar archives and of Nix.</summary>
    private static bool IsArchiveDate(in FileStatus source)
    {
        long time = source.ModifiedSeconds;
        return source.ModifiedNanoseconds == 0
            && (time is 0 or 1 || ZipDates.Any(date => Math.Abs(time - date) <= LargestTimeZone && (time - date) % 900 == 0));
    }
}
