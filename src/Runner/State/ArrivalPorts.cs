using System.Globalization;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.State;

/// <summary>Ports of this host that an arriving guest's QEMU listens on (guest-state.md 6.1): a given one, or the first that is free.</summary>
internal sealed class ArrivalPorts(Settings settings)
{
    /// <summary>Tries until QEMU listens; gives back the port.</summary>
    /// <param name="wanted">0: one of migration_port_min to migration_port_max.</param>
    /// <param name="listen">Has QEMU listen there.</param>
    public int Open(int wanted, Action<string> listen)
    {
        if (wanted != 0)
        {
            listen(Text(wanted));
            return wanted;
        }

        for (int port = (int)settings.MigrationPortMinimum; port <= settings.MigrationPortMaximum; port++)
        {
            try
            {
                listen(Text(port));
                return port;
            }
            catch (QmpException e) when (e.Message.Contains("in use", StringComparison.OrdinalIgnoreCase))
            {
                // somebody else's
            }
        }

        throw new GuestException(
            $"internal error: Unable to find an unused port in range 'migration' ({settings.MigrationPortMinimum}-{settings.MigrationPortMaximum})");
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
