namespace VirshLite.DomainParser.Model;

/// <summary>&lt;interface&gt;: a network card of the guest and what it is connected to (formatdomain, "Network interfaces"; network.md).</summary>
public sealed class Interface : Device
{
    public InterfaceType Type { get; set; } = InterfaceType.User;

    /// <summary>managed= of type='hostdev': the host device is taken from its driver and given back.</summary>
    public bool? Managed { get; set; }

    public bool? TrustGuestRxFilters { get; set; }

    /// <summary>Lower case with colons; null until completion makes one up.</summary>
    public string? Mac { get; set; }

    /// <summary>Of a running guest that the host trusts: the address that it has given its card; null where that is <see cref="Mac"/>.</summary>
    public string? CurrentMac { get; set; }

    /// <summary>&lt;mac type=&gt;: generated or static.</summary>
    public string? MacType { get; set; }

    /// <summary>&lt;mac check=&gt;.</summary>
    public bool? MacCheck { get; set; }

    public InterfaceSource Source { get; set; } = new();

    /// <summary>&lt;ip&gt; directly in the interface: the guest's addresses.</summary>
    public List<InterfaceIp> GuestIps { get; } = [];

    /// <summary>&lt;route&gt; directly in the interface.</summary>
    public List<InterfaceRoute> GuestRoutes { get; } = [];

    public List<PortForward> PortForwards { get; } = [];

    public Vlan? Vlan { get; set; }

    public VirtualPort? VirtualPort { get; set; }

    public Bandwidth? Bandwidth { get; set; }

    /// <summary>&lt;port isolated=&gt;.</summary>
    public bool? PortIsolated { get; set; }

    public string? ScriptPath { get; set; }

    public string? DownScriptPath { get; set; }

    public string? BackendDomain { get; set; }

    /// <summary>&lt;target dev=&gt;: the name on the host; null = one is made up at the start.</summary>
    public string? TargetDevice { get; set; }

    /// <summary>&lt;target managed=&gt;: false = the device exists already.</summary>
    public bool? TargetManaged { get; set; }

    /// <summary>&lt;guest dev=&gt;.</summary>
    public string? GuestDevice { get; set; }

    /// <summary>
    /// &lt;model type=&gt;: known names in libvirt's spelling, all others as written; null until completion chooses one, and for host devices.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>The virtio-only part of &lt;driver&gt;; null where nothing was given.</summary>
    public InterfaceDriver? Driver { get; set; }

    public VirtioOptions? Virtio { get; set; }

    /// <summary>&lt;driver name=&gt; of type='hostdev': vfio, kvm or xen.</summary>
    public string? HostdevDriver { get; set; }

    /// <summary>&lt;driver model=&gt; of type='hostdev': the kernel module.</summary>
    public string? HostdevDriverModel { get; set; }

    public InterfaceBackend Backend { get; } = new();

    public FilterRef? FilterRef { get; set; }

    /// <summary>&lt;tune&gt;&lt;sndbuf&gt; in bytes.</summary>
    public ulong? SndBuf { get; set; }

    public Teaming? Teaming { get; set; }

    /// <summary>&lt;link state=&gt;: true = up.</summary>
    public bool? LinkUp { get; set; }

    /// <summary>&lt;mtu size=&gt;; 0 or null = not set.</summary>
    public uint? Mtu { get; set; }

    /// <summary>&lt;coalesce&gt;&lt;rx&gt;&lt;frames max=&gt;; null where &lt;coalesce&gt; says nothing.</summary>
    public uint? CoalesceRxFrames { get; set; }

    /// <summary>In a guest's status: the link on the host was made for the guest and goes with it.</summary>
    public bool IsCreated { get; set; }

    /// <summary>What a type='network' came to at the start; null before that and for all other types.</summary>
    public InterfaceResolution? Resolution { get; set; }

    /// <summary>
    /// The settings in force: what the network came to, which has the interface's own merged in, else the interface's own. What asks for the type, the link or
    /// a setting that a network can give too asks here.
    /// </summary>
    public InterfaceResolution InForce => Resolution ?? new InterfaceResolution
    {
        Type = Type,
        Bridge = Source.Bridge,
        Device = Source.Device,
        DirectMode = Source.Mode ?? DirectMode.Vepa,
        HostAddress = Source.HostAddress,
        Managed = Managed ?? false,
        HostdevDriver = HostdevDriver,
        VirtualPort = VirtualPort,
        Vlan = Vlan,
        Bandwidth = Bandwidth,
        PortIsolated = PortIsolated,
        TrustGuestRxFilters = TrustGuestRxFilters,
    };

    /// <summary>The type in force.</summary>
    public InterfaceType ActualType => Resolution?.Type ?? Type;

    /// <summary>The host device behind an interface of (actual) type hostdev; it has the interface's alias, address and boot order.</summary>
    public Hostdev ToHostdev()
    {
        InterfaceResolution inForce = InForce;
        PciAddress host = inForce.HostAddress ?? throw new InvalidOperationException("the interface has no host device");
        var hostdev = new Hostdev
        {
            Source = new PciHostdevSource { Address = host },
            Interface = this,
            Managed = inForce.Managed,
            Driver = DomainParser.Model.HostdevDriver.Names.TryParse(inForce.HostdevDriver ?? HostdevDriver ?? "", out HostdevDriver driver) ? driver : null,
            DriverModel = HostdevDriverModel,
            Teaming = Teaming,
            Position = Position,
        };
        hostdev.ShareWith(this);
        return hostdev;
    }

    /// <summary>The tap's name is one that a start makes up: a definition does not keep it.</summary>
    public bool HasGeneratedName => TargetManaged != false && TargetDevice is { } name
        && (name.StartsWith("vnet", StringComparison.Ordinal) || name.StartsWith("macvtap", StringComparison.Ordinal)
            || name.StartsWith("macvlan", StringComparison.Ordinal));

    public bool IsVirtio => Model is "virtio" or "virtio-transitional" or "virtio-non-transitional";
}

/// <summary>What an interface of type='network' resolves to when the guest starts (network.md 4). Settings here win over the interface's own.</summary>
public sealed class InterfaceResolution
{
    public required InterfaceType Type { get; init; }

    public string? Bridge { get; init; }

    /// <summary>True where libvirt manages the bridge's MAC table itself.</summary>
    public bool MacTableManagerLibvirt { get; init; }

    public string? Device { get; init; }

    public DirectMode DirectMode { get; init; }

    /// <summary>The host device of type hostdev.</summary>
    public PciAddress? HostAddress { get; init; }

    public bool Managed { get; init; }

    public string? HostdevDriver { get; init; }

    public VirtualPort? VirtualPort { get; init; }

    public Vlan? Vlan { get; init; }

    public Bandwidth? Bandwidth { get; init; }

    /// <summary>The class of the bridge's queue that the interface got; null where the network gives it no least rate.</summary>
    public uint? BandwidthClass { get; init; }

    public bool? PortIsolated { get; init; }

    public bool? TrustGuestRxFilters { get; init; }
}

/// <summary>&lt;source&gt; of an interface; which members are set depends on the interface's type.</summary>
public sealed class InterfaceSource
{
    /// <summary>True where the XML has a &lt;source&gt;.</summary>
    public bool IsGiven { get; set; }

    public string? Network { get; set; }

    public string? PortGroup { get; set; }

    /// <summary>Of a running guest: the network's port that the interface has.</summary>
    public string? PortId { get; set; }

    public string? Bridge { get; set; }

    /// <summary>The host's link (direct), character device (vdpa) or uplink (user with passt).</summary>
    public string? Device { get; set; }

    /// <summary>Of type='direct'.</summary>
    public DirectMode? Mode { get; set; }

    /// <summary>Of type='internal'.</summary>
    public string? Name { get; set; }

    /// <summary>Of client, server, mcast, udp.</summary>
    public string? Address { get; set; }

    public int? Port { get; set; }

    /// <summary>&lt;local address= port=&gt; of udp.</summary>
    public string? LocalAddress { get; set; }

    public int? LocalPort { get; set; }

    /// <summary>Socket of type='vhostuser'.</summary>
    public string? Path { get; set; }

    /// <summary>type= of the source of a vhostuser interface: unix.</summary>
    public string? SocketType { get; set; }

    /// <summary>mode= of a vhostuser source: true = server, false = client.</summary>
    public bool IsServer { get; set; }

    /// <summary>&lt;reconnect enabled= timeout=&gt; of a vhostuser source; the timeout in seconds.</summary>
    public bool? ReconnectEnabled { get; set; }

    public uint? ReconnectTimeout { get; set; }

    /// <summary>The host device of type='hostdev'.</summary>
    public PciAddress? HostAddress { get; set; }

    /// <summary>&lt;ip&gt; and &lt;route&gt; under &lt;source&gt;: the host's side of the link.</summary>
    public List<InterfaceIp> Ips { get; } = [];

    public List<InterfaceRoute> Routes { get; } = [];
}

/// <summary>&lt;driver&gt; of a virtio interface, without the options all virtio devices share.</summary>
public sealed class InterfaceDriver
{
    /// <summary>vhost or qemu.</summary>
    public string? Name { get; set; }

    /// <summary>iothread or timer.</summary>
    public string? TxMode { get; set; }

    public bool? IoEventFd { get; set; }

    public bool? EventIdx { get; set; }

    /// <summary>2 and more; one queue counts as not given.</summary>
    public uint? Queues { get; set; }

    public uint? RxQueueSize { get; set; }

    public uint? TxQueueSize { get; set; }

    public bool? Rss { get; set; }

    public bool? RssHashReport { get; set; }

    public InterfaceOffloads Host { get; } = new();

    /// <summary>GSO and merged receive buffers exist on the host's side only.</summary>
    public InterfaceOffloads Guest { get; } = new();
}

/// <summary>&lt;host&gt; or &lt;guest&gt; in &lt;driver&gt;.</summary>
public sealed class InterfaceOffloads
{
    public bool? Csum { get; set; }

    public bool? Gso { get; set; }

    public bool? Tso4 { get; set; }

    public bool? Tso6 { get; set; }

    public bool? Ecn { get; set; }

    public bool? Ufo { get; set; }

    public bool? MrgRxBuf { get; set; }

    public bool IsEmpty => Csum is null && Gso is null && Tso4 is null && Tso6 is null && Ecn is null && Ufo is null && MrgRxBuf is null;
}

/// <summary>&lt;backend type= logFile= tap= vhost=&gt;.</summary>
public sealed class InterfaceBackend
{
    public InterfaceBackendType Type { get; set; }

    public string? LogFile { get; set; }

    /// <summary>&lt;backend hostname=&gt; of passt: the name that its DHCP server gives to the guest.</summary>
    public string? HostName { get; set; }

    /// <summary>&lt;backend fqdn=&gt; of passt: the same with the domain.</summary>
    public string? FullHostName { get; set; }

    /// <summary>The device to open in place of /dev/net/tun.</summary>
    public string? Tap { get; set; }

    /// <summary>The device to open in place of /dev/vhost-net.</summary>
    public string? Vhost { get; set; }
}

public enum InterfaceBackendType
{
    Default,
    Passt,
}

public static class InterfaceBackendTypeNames
{
    private static readonly EnumNames<InterfaceBackendType> All = new("default", "passt");

    extension(InterfaceBackendType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<InterfaceBackendType> Names => All;
    }
}

public enum InterfaceType
{
    User,
    Ethernet,
    VhostUser,
    Server,
    Client,
    Mcast,
    Network,
    Bridge,
    Internal,
    Direct,
    Hostdev,
    Udp,
    Vdpa,
    Null,
    Vds,
}

public static class InterfaceTypeNames
{
    private static readonly EnumNames<InterfaceType> All = new(
        "user", "ethernet", "vhostuser", "server", "client", "mcast", "network", "bridge", "internal", "direct", "hostdev", "udp", "vdpa", "null", "vds");

    extension(InterfaceType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<InterfaceType> Names => All;
    }
}

/// <summary>macvtap modes.</summary>
public enum DirectMode
{
    Vepa,
    Private,
    Bridge,
    Passthrough,
}

public static class DirectModeNames
{
    private static readonly EnumNames<DirectMode> All = new("vepa", "private", "bridge", "passthrough");

    extension(DirectMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<DirectMode> Names => All;
    }
}
