using System.Net;
using System.Net.Sockets;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Launching;

namespace VirshLite.Runner.Tests.Launching;

/// <summary>A failed start names what lies behind the kernel's and QEMU's words.</summary>
public sealed class FailureCausesSpecs
{
    [Fact]
    public void Whoever_listens_on_a_port_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var domain = new Domain();
        domain.Graphics.Add(new VncGraphics { Port = port });

        FailureCauses.Of(domain, "qemu-system-x86_64: -vnc 127.0.0.1:1: Failed to find an available port: Address already in use")
            .ShouldBe($"port {port} of this host belongs to {File.ReadAllText("/proc/self/comm").Trim()} (process {Environment.ProcessId})");
    }

    [Fact]
    public void A_port_that_nobody_has_belongs_to_nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        PortOwner.Of(port).ShouldBeNull();
    }

    [Fact]
    public void A_bridge_that_is_not_here_is_called_one()
    {
        var domain = new Domain();
        domain.Interfaces.Add(new Interface { Type = InterfaceType.Bridge });

        FailureCauses.Of(domain, "Cannot get interface MTU on 'br77': No such device")!.ShouldStartWith("there is no bridge 'br77' on this host: make it");
    }

    [Fact]
    public void Other_words_say_it_all() => FailureCauses.Of(new Domain(), "Could not open '/x': No such file or directory").ShouldBeNull();
}
