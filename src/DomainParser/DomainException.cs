namespace VirshLite.DomainParser;

/// <summary>What kind of refusal a <see cref="DomainException"/> is; the words are libvirt's error classes.</summary>
public enum RefusalKind
{
    /// <summary>The XML says something that is malformed or means nothing.</summary>
    Xml,

    /// <summary>The XML is sound, but this QEMU, host or machine cannot do it.</summary>
    Unsupported,

    /// <summary>A rule inside the translation does not hold (libvirt's "internal error").</summary>
    Internal,

    /// <summary>The state of the host or of a guest does not allow it.</summary>
    Operation,

    /// <summary>Something was tried and did not succeed (libvirt's "operation failed").</summary>
    Failed,

    /// <summary>There is no such operation for what it was asked of (libvirt's "Operation not supported").</summary>
    NotSupported,

    /// <summary>A value that no call takes (libvirt's "invalid argument").</summary>
    Argument,

    /// <summary>libvirt says it without a class.</summary>
    Plain,

    /// <summary>The guest has no such device (libvirt's "device not found").</summary>
    NotFound,

    /// <summary>What was asked for may still come, but was not waited for any longer (libvirt's "Timed out during operation").</summary>
    TimedOut,

    /// <summary>A change that is never allowed (libvirt's "Operation denied").</summary>
    Denied,
}

/// <summary>
/// Everything that a user can mend: what is wrong, where, and where it helps what would be right.
/// Caught once, in Cli, and shown in one or two lines.
/// </summary>
public class DomainException : Exception
{
    public DomainException(string message, SourcePosition position = default, RefusalKind kind = RefusalKind.Xml)
        : base(message)
    {
        Position = position;
        Kind = kind;
    }

    /// <summary>Where in the XML; unknown (0) where it is not about a place.</summary>
    public SourcePosition Position { get; }

    public RefusalKind Kind { get; }

    /// <summary>The file that could not be read; null where the message is about what stands in one.</summary>
    public string? File { get; init; }

    /// <summary>Something that nobody here knows stands in the XML; libvirt would have read over it.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The class of error stands in the message already: it is not for this exception's kind to say.</summary>
    public bool HasClass { get; init; }

    /// <summary>The CPU features that the message is about; empty where it is about something else.</summary>
    public IReadOnlyList<string> CpuFeatures { get; init; } = [];

    /// <summary>Where <see cref="CpuFeatures"/> are named: the host has them and must not, instead of the other way round.</summary>
    public bool CpuHasTooMuch { get; init; }

    /// <summary>A refusal of something that this QEMU, machine or host cannot do.</summary>
    public static DomainException Unsupported(string message, SourcePosition position = default) =>
        new(message, position, RefusalKind.Unsupported);

    /// <summary>A refusal for which libvirt would say "internal error".</summary>
    public static DomainException Internal(string message, SourcePosition position = default) =>
        new(message, position, RefusalKind.Internal);

    /// <summary>A refusal of an operation that there is not for what it was asked of.</summary>
    public static DomainException NotSupported(string message, SourcePosition position = default) => new(message, position, RefusalKind.NotSupported);

    /// <summary>A value that the operation does not take.</summary>
    public static DomainException Argument(string message) => new(message, default, RefusalKind.Argument);

    /// <summary>The guest has no such device.</summary>
    public static DomainException NotFound(string message) => new(message, default, RefusalKind.NotFound);

    /// <summary>Something was tried and did not succeed.</summary>
    public static DomainException Failed(string message) => new(message, default, RefusalKind.Failed);

    /// <summary>A file that is not there or cannot be read.</summary>
    public static DomainException OfFile(string message, string file) => new(message, default, RefusalKind.Operation) { File = file };

    /// <summary>A refusal because of the state of the host or of a guest.</summary>
    public static DomainException Operation(string message, SourcePosition position = default) =>
        new(message, position, RefusalKind.Operation);
}
