using VirshLite.DomainParser;

namespace VirshLite.Runner.Qmp;

/// <summary>QEMU refused a command.</summary>
public sealed class QmpException : DomainException
{
    public QmpException(string command, string errorClass, string description)
        : base($"internal error: unable to execute QEMU command '{command}': {description}", default, RefusalKind.Operation)
    {
        Command = command;
        ErrorClass = errorClass;
        Description = description;
    }

    public string Command { get; }

    /// <summary>QMP's class, mostly <c>GenericError</c>.</summary>
    public string ErrorClass { get; }

    /// <summary>QEMU's own words.</summary>
    public string Description { get; }
}

/// <summary>The monitor's other end is gone: QEMU ended or closed it.</summary>
internal sealed class QmpClosedException() : IOException("QEMU closed its monitor");
