using System.Net;
using System.Net.Sockets;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>TCP ports of the host.</summary>
internal static class HostPorts
{
    /// <summary>The first port of the range that nobody listens on, on any address, and that is not given away already; it is kept for this command.</summary>
    public static int? FindFree(uint minimum, uint maximum, IReadOnlyCollection<int> taken, HostReservations reservations)
    {
        for (int port = (int)minimum; port <= maximum; port++)
        {
            // looked at once it is kept: who kept it before may use it by now
            if (!taken.Contains(port) && IsFree(port) && reservations.TakePort(port) && IsFree(port))
            {
                return port;
            }
        }

        return null;
    }

    private static bool IsFree(int port) => IsFree(IPAddress.Any, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Any, port));

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            // a port whose last connection is still dying down can be listened on
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressFamilyNotSupported || e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
