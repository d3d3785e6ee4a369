namespace VirshLite.Cli.Output;

/// <summary>What a caller learns from the exit code.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It did not work; <c>diff</c>: the two sides differ.</summary>
    public const int Failed = 1;

    /// <summary>Wrong options or arguments.</summary>
    public const int Usage = 2;

    /// <summary>The domain XML is refused.</summary>
    public const int Refused = 3;

    /// <summary>No such guest.</summary>
    public const int NoSuchGuest = 4;
}
