namespace VirshLite.Translator.Addresses;

/// <summary>The ports of a USB controller or hub, and the hubs on them.</summary>
internal sealed class UsbPorts
{
    private const int DeepestPath = 4;

    private readonly bool[] taken;
    private readonly UsbPorts?[] hubs;

    public UsbPorts(uint count)
    {
        taken = new bool[count];
        hubs = new UsbPorts?[count];
    }

    /// <summary>The controller or hub that the last port of a path belongs to; null where a port before it carries no hub, and that port.</summary>
    public (UsbPorts? Parent, uint Missing) ParentOf(IReadOnlyList<uint> path)
    {
        UsbPorts at = this;
        for (int i = 0; i < path.Count - 1; i++)
        {
            uint port = path[i];
            if (port < 1 || port > at.hubs.Length || at.hubs[port - 1] is not { } hub)
            {
                return (null, port);
            }

            at = hub;
        }

        return (at, 0);
    }

    /// <summary>False where there is no such port.</summary>
    public bool Has(uint port) => port >= 1 && port <= taken.Length;

    /// <summary>False where the port is taken already.</summary>
    public bool Take(uint port)
    {
        bool wasFree = !taken[port - 1];
        taken[port - 1] = true;
        return wasFree;
    }

    public void HangHub(uint port, UsbPorts hub) => hubs[port - 1] = hub;

    /// <summary>The lowest free port here, else the first one found below the hubs, depth first; null where all are taken.</summary>
    public uint[]? FindFree() => FindFree([]);

    private uint[]? FindFree(uint[] path)
    {
        if (path.Length == DeepestPath)
        {
            return null;
        }

        for (uint port = 1; port <= taken.Length; port++)
        {
            if (!taken[port - 1])
            {
                return [.. path, port];
            }
        }

        for (uint port = 1; port <= hubs.Length; port++)
        {
            if (hubs[port - 1]?.FindFree([.. path, port]) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
