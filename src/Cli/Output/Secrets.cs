using VirshLite.DomainParser.Model;

namespace VirshLite.Cli.Output;

/// <summary>What XML shows only to those who ask for it.</summary>
internal static class Secrets
{
    /// <summary>Takes passwords out.</summary>
    public static void Hide(Domain? domain)
    {
        foreach (Graphics graphics in domain?.Graphics ?? [])
        {
            if (((graphics as VncGraphics)?.Auth ?? (graphics as SpiceGraphics)?.Auth) is { } auth)
            {
                auth.Password = null;
            }
        }
    }
}
