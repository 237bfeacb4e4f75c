using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Index;

/// <summary>Reads certificates from PEM files.</summary>
internal static class CertificateFiles
{
    /// <summary>The authorities in these files and folders; null if none are named. One that is named and cannot be read is an error: nothing else is trusted in its place.</summary>
    public static X509Certificate2Collection? ReadAuthorities(IReadOnlyList<FsPath> places)
    {
        if (places.Count == 0)
            return null;
        var authorities = new X509Certificate2Collection();
        foreach (var place in places)
        {
            if (FileSystem.IsFolder(place))
                ReadFolder(place, authorities);
            else
                authorities.ImportFromPem(ReadText(place));
        }
        if (authorities.Count == 0)
            throw new UserErrorException($"no certificate is in `{places[0]}`") { Hint = "a file of authorities holds one or more `BEGIN CERTIFICATE`", IsUsage = true };
        return authorities;
    }

    /// <summary>A certificate with its key, both in one file; null if none is named.</summary>
    public static X509Certificate2? ReadOwn(FsPath file)
    {
        if (file.IsEmpty)
            return null;
        string text = ReadText(file);
        try
        {
            return X509Certificate2.CreateFromPem(text, text);
        }
        catch (CryptographicException)
        {
            throw new UserErrorException($"`{file}` does not hold a certificate and its key in PEM form") { IsUsage = true };
        }
    }

    /// <summary>What is no certificate in a folder is passed over, as OpenSSL does: they hold links and lists too.</summary>
    private static void ReadFolder(FsPath folder, X509Certificate2Collection authorities)
    {
        var entries = new FolderEntries();
        var error = FolderHandle.Open(folder, follow: true, out var handle);
        if (error.IsError)
            throw UserErrorException.ForFile("read the folder of certificates", folder, error);
        using (handle!)
            error = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            if (FileSystem.ReadAll(folder.Append(entries.Name(i)), out byte[] content).IsError)
                continue;
            try
            {
                authorities.ImportFromPem(Encoding.Latin1.GetString(content));
            }
            catch (CryptographicException)
            {
                // A damaged certificate vouches for nobody.
            }
        }
    }

    private static string ReadText(FsPath file)
    {
        var error = FileSystem.ReadAll(file, out byte[] content);
        return error.IsError ? throw new UserErrorException($"cannot read the certificates in `{file}`: {error.Reason}") { IsUsage = true } : Encoding.Latin1.GetString(content);
    }
}
