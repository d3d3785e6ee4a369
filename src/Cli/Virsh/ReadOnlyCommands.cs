namespace VirshLite.Cli.Virsh;

/// <summary>The commands that change nothing, which <c>--readonly</c> leaves.</summary>
internal static class ReadOnlyCommands
{
    private const string Names = """
         backup-dumpxml capabilities checkpoint-dumpxml checkpoint-info checkpoint-list checkpoint-parent cpu-baseline cpu-compare cpu-models
         cpu-stats domblkerror domblkinfo domblklist domblkstat domcapabilities domcontrol domdisplay domid domif-getlink domifaddr domiflist
         domifstat dominfo domjobinfo dommemstat domname domstate domstats domthrottlegroupinfo domthrottlegrouplist domtime domuuid
         domxml-from-native domxml-to-native dumpxml emulatorpin event freecell freepages guestinfo hostname hypervisor-cpu-baseline
         hypervisor-cpu-compare hypervisor-cpu-models iothreadinfo list managedsave-dumpxml maxvcpus memtune metadata desc net-desc net-dhcp-leases
         net-dumpxml net-event net-info net-list net-metadata net-name net-port-dumpxml net-port-list net-uuid nodecpumap nodecpustats
         nodedev-dumpxml nodedev-event nodedev-info nodedev-list nodeinfo nodememstats numatune nwfilter-binding-dumpxml nwfilter-binding-list
         nwfilter-dumpxml nwfilter-list pool-dumpxml pool-info pool-list pool-name pool-uuid schedinfo secret-dumpxml secret-list snapshot-current
         snapshot-dumpxml snapshot-info snapshot-list snapshot-parent sysinfo ttyconsole uri vcpucount vcpuinfo vcpupin version vncdisplay
         vol-dumpxml vol-info vol-key vol-list vol-name vol-path vol-pool
        """;

    /// <summary>Options that make a command of these change something all the same.</summary>
    private const string Changing = " set remove edit new-desc title period cpulist hard-limit soft-limit swap-hard-limit min-guarantee mode nodeset weight cap "
        + "sync now time snapshotname security-info include-password ";

    /// <exception cref="VirshSyntaxException">The call may change something.</exception>
    public static void Check(VirshCall call)
    {
        bool looks = Names.Contains($" {call.Command.Name} ", StringComparison.Ordinal)
            || Names.Contains($" {call.Command.Name}\n", StringComparison.Ordinal);
        if (!looks || call.Command.Options.Any(o => call.Has(o.Name) && Changing.Contains($" {o.Name} ", StringComparison.Ordinal)
            && !(o.Name == "cap" && call.Command.Name == "nodedev-list")
            && !(o.Name == "title" && !call.Has("new-desc") && !call.Has("edit"))))
        {
            throw new VirshSyntaxException($"operation forbidden: read only access prevents {call.Command.Name}");
        }
    }
}
