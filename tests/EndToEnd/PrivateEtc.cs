namespace VirshLite.EndToEnd;

/// <summary>A copy of /etc for one world, without what libvirt may have on this machine.</summary>
internal static class PrivateEtc
{
    /// <summary>Lines of a world's setup.</summary>
    /// <param name="firewall">What network.conf names as the program for packet rules; null: there is no network.conf.</param>
    /// <param name="distribution">Whose os-release it is; null: this machine's.</param>
    /// <param name="filters">What nwfilter.conf names as the program for filters' rules; null: there is no nwfilter.conf.</param>
    public static string Script(string? firewall = null, string? distribution = null, string? filters = null) => $"""
        cp -a /etc /var/log/etc && rm -rf /var/log/etc/libvirt /var/log/etc/virshlite && mkdir -p /var/log/etc/libvirt
        mount --bind /var/log/etc /etc
        {(firewall is null ? "" : $"echo 'firewall_backend = \"{firewall}\"' >/etc/libvirt/network.conf")}
        {(filters is null ? "" : $"echo 'firewall_backend = \"{filters}\"' >/etc/libvirt/nwfilter.conf")}
        {(distribution is null ? "" : $"rm -f /etc/os-release; echo ID={distribution} >/etc/os-release")}

        """;

    /// <summary>Where the world's /etc is seen from outside.</summary>
    public static string Of(World world) => world.Root + "/log/etc";
}
