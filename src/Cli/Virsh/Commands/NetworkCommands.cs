namespace VirshLite.Cli.Virsh.Commands;

/// <summary>
/// The commands about interfaces, filters, networks, host devices and secrets.
/// The form of the rows stands with <see cref="CommandTable"/>.
/// </summary>
internal static class NetworkCommands
{
    public const string Rows = """
        [interface]
        iface-begin
        iface-bridge interface=! bridge=! no-stp delay#+ no-start
        iface-commit
        iface-define file=! validate
        iface-destroy interface=!
        iface-dumpxml interface=! inactive xpath= wrap
        iface-edit interface=!
        iface-list inactive all
        iface-mac interface=!
        iface-name interface=!
        iface-rollback
        iface-start interface=!
        iface-unbridge bridge=! no-start
        iface-undefine interface=!
        [filter]
        nwfilter-define file=! validate
        nwfilter-dumpxml nwfilter=! xpath= wrap
        nwfilter-edit nwfilter=!
        nwfilter-list
        nwfilter-undefine nwfilter=!
        nwfilter-binding-create file=! validate
        nwfilter-binding-delete binding=!
        nwfilter-binding-dumpxml binding=! xpath= wrap
        nwfilter-binding-list
        [network]
        net-autostart network=! disable
        net-create file=! validate
        net-define file=! validate
        net-desc network=! live config current title edit new-desc=?*
        net-destroy network=!
        net-dhcp-leases network=! mac=+
        net-dumpxml network=! inactive xpath= wrap
        net-edit network=!
        net-event network=+ event=+ loop timeout#+ list timestamp
        net-info network=!
        net-list inactive all persistent transient autostart no-autostart uuid name table title
        net-metadata network=! uri=! live config current edit key=+ set=+ remove
        net-name network=!
        net-start network=!
        net-undefine network=!
        net-update network=! command=! section=! xml=! parent-index#+ config live current
        net-uuid network=!
        net-port-list network=! uuid table
        net-port-create network=! file=! validate
        net-port-dumpxml network=! port=! xpath= wrap
        net-port-delete network=! port=!
        [nodedev]
        nodedev-create file=! validate
        nodedev-destroy device=!
        nodedev-detach device=! driver=+
        nodedev-dumpxml device=! inactive xpath= wrap
        nodedev-list tree cap=+ inactive all persistent transient
        nodedev-reattach device=!
        nodedev-reset device=!
        nodedev-event device=+ event=+ loop timeout#+ list timestamp
        nodedev-define file=! validate
        nodedev-undefine device=!
        nodedev-start device=!
        nodedev-autostart device=! disable
        nodedev-info device=!
        nodedev-update device=! file=! config live current
        [secret]
        secret-define file=! validate
        secret-dumpxml secret=! xpath= wrap
        secret-event secret=+ event=+ loop timeout#+ list timestamp
        secret-get-value secret=! plain
        secret-list ephemeral no-ephemeral private no-private
        secret-set-value secret=! file= plain interactive base64=+
        secret-undefine secret=!
        """;
}
