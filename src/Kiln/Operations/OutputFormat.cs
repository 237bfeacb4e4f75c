namespace Kiln.Operations;

/// <summary>For whom a command's result is printed.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs: one JSON document on stdout.</summary>
    Json,
}
