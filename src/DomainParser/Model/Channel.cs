namespace VirshLite.DomainParser.Model;

/// <summary>&lt;channel&gt; (formatdomain, "Channel").</summary>
public sealed class Channel : CharacterDevice
{
    public ChannelTarget TargetType { get; set; }

    /// <summary>virtio, xen: &lt;target name&gt;.</summary>
    public string? TargetName { get; set; }

    /// <summary>guestfwd: the IPv4 address that the guest connects to.</summary>
    public string? GuestAddress { get; set; }

    /// <summary>guestfwd: the port that the guest connects to.</summary>
    public ushort GuestPort { get; set; }

    /// <summary>virtio of a running guest: whether something in the guest has it open; null while QEMU has not told.</summary>
    public ChannelState? State { get; set; }
}

public enum ChannelState
{
    Connected,
    Disconnected,
}

internal static class ChannelStateNames
{
    private static readonly EnumNames<ChannelState> All = new("connected", "disconnected");

    extension(ChannelState)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ChannelState> Names => All;
    }
}

public enum ChannelTarget
{
    Guestfwd,
    Virtio,
    Xen,
}

internal static class ChannelTargetNames
{
    private static readonly EnumNames<ChannelTarget> All = new("guestfwd", "virtio", "xen");

    extension(ChannelTarget)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ChannelTarget> Names => All;
    }
}
