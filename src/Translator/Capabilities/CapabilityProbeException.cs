using VirshLite.DomainParser;

namespace VirshLite.Translator.Capabilities;

/// <summary>A QEMU could not be asked what it can do: it did not start, is too old, or answered with an error.</summary>
public sealed class CapabilityProbeException : DomainException
{
    public CapabilityProbeException(string message)
        : base(message, kind: RefusalKind.Operation)
    {
    }
}
