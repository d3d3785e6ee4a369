using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Vsocks;

/// <summary>What a vsock device needs of QEMU; its context id (devices.md 8).</summary>
internal static class VsockRules
{
    public static void Check(TranslationContext context)
    {
        if (context.Domain.Vsock is not { } vsock)
        {
            return;
        }

        Require(context.Capabilities.Has(Flags.VhostVsock), vsock, "vhost-vsock is not supported with this QEMU binary");
        if (vsock.Cid is 1 or 2)
        {
            throw DomainException.Unsupported("guest CIDs must be >= 3", vsock.Position);
        }
    }
}
