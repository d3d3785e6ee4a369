using VirshLite.DomainParser;

namespace VirshLite.Runner;

/// <summary>
/// Something that a running or starting guest, or the host, did not allow: a sentence of one or two lines for the user. Cli ends with exit code 1; with 4 for
/// <see cref="GuestNotFoundException"/>.
/// </summary>
public class GuestException : DomainException
{
    public GuestException(string message, Exception? cause = null)
        : base(message, default, RefusalKind.Operation) => Cause = cause;

    /// <summary>What lies behind it, for --debug.</summary>
    public Exception? Cause { get; }
}

/// <summary>
/// A start failed because something that was chosen for it (a port, a vsock id) was taken meanwhile by a program that does not look at VirshLite's
/// reservations, such as libvirt; a start that chooses anew may work.
/// </summary>
public sealed class ChoiceTakenException(string message, Exception cause) : GuestException(message, cause);

/// <summary>No active guest has this name, id or UUID.</summary>
public sealed class GuestNotFoundException(string what) : GuestException($"failed to get domain '{what}'");
