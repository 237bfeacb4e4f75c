using System.Runtime.InteropServices;

namespace Kiln.Engine.Io.Unix;

/// <summary>errno in Kiln's words.</summary>
internal static class UnixError
{
    private const int TooManyLinksLinux = 40;
    private const int TooManyLinksMac = 62;
    private const int NameTooLongLinux = 36;
    private const int NameTooLongMac = 63;
    private const int NotEmptyLinux = 39;
    private const int NotEmptyMac = 66;
    private const int QuotaLinux = 122;
    private const int QuotaMac = 69;

    /// <summary>The error of the call that just failed on this thread.</summary>
    public static FileError Last()
    {
        int code = Marshal.GetLastPInvokeError();
        return new FileError(FaultOf(code), code);
    }

    /// <summary>True if the call was only interrupted by a signal and is to be made again.</summary>
    public static bool WasInterrupted() => Marshal.GetLastPInvokeError() == 4;

    /// <summary>True for the number of a call that would have had to wait (EWOULDBLOCK).</summary>
    public static bool WouldBlock(int code) => code == (OperatingSystem.IsMacOS() ? 35 : 11);

    private static FileFault FaultOf(int code) => code switch
    {
        2 => FileFault.NotFound,
        1 or 13 or 30 => FileFault.AccessDenied,
        17 => FileFault.Exists,
        20 => FileFault.NotFolder,
        21 => FileFault.IsFolder,
        23 or 24 => FileFault.TooManyOpen,
        16 or 26 => FileFault.Busy,
        18 => FileFault.CrossDevice,
        27 => FileFault.TooLarge,
        28 => FileFault.NoSpace,
        _ => OperatingSystem.IsMacOS() ? FaultOfMac(code) : FaultOfLinux(code),
    };

    private static FileFault FaultOfLinux(int code) => code switch
    {
        TooManyLinksLinux => FileFault.Loop,
        NameTooLongLinux => FileFault.NameTooLong,
        NotEmptyLinux => FileFault.NotEmpty,
        QuotaLinux => FileFault.NoSpace,
        _ => FileFault.Other,
    };

    private static FileFault FaultOfMac(int code) => code switch
    {
        TooManyLinksMac => FileFault.Loop,
        NameTooLongMac => FileFault.NameTooLong,
        NotEmptyMac => FileFault.NotEmpty,
        QuotaMac => FileFault.NoSpace,
        _ => FileFault.Other,
    };
}
