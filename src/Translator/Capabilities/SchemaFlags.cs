namespace VirshLite.Translator.Capabilities;

/// <summary>
/// Flags that stand for something in QMP's schema or among the command-line options (capabilities.md 2, sources "S", "Q" and "C").
/// </summary>
internal static class SchemaFlags
{
    /// <summary>Flag and the schema paths that must all exist; see <see cref="SchemaPath"/>.</summary>
    public static readonly (string Flag, string[] Paths)[] Paths =
    [
        (Flags.SetAction, ["set-action"]),
        (Flags.QueryCpuDefinitions, ["query-cpu-definitions"]),
        (Flags.QueryCpuModelExpansion, ["query-cpu-model-expansion"]),
        (Flags.Vnc, ["query-vnc"]),
        (Flags.RtcResetReinjection, ["rtc-reset-reinjection"]),
        (Flags.QueryCpuModelBaseline, ["query-cpu-model-baseline"]),
        (Flags.QueryCpuModelComparison, ["query-cpu-model-comparison"]),
        (Flags.QueryDirtyRate, ["query-dirty-rate"]),
        (Flags.CalcDirtyRate, ["calc-dirty-rate"]),
        (Flags.QueryStats, ["query-stats"]),
        (Flags.QueryStatsSchemas, ["query-stats-schemas"]),
        (Flags.SevInjectLaunchSecret, ["sev-inject-launch-secret"]),
        (Flags.BlockdevSetActive, ["blockdev-set-active"]),
        (Flags.DisplayReload, ["display-reload"]),
        (Flags.DeviceJsonHotplug, ["device_add/$json-cli-hotplug"]),
        (Flags.NetdevJson, ["netdev_add/arg-type/type/^dgram"]),
        (Flags.SevGuestKernelHashes, ["object-add/arg-type/+sev-guest/kernel-hashes"]),
        (Flags.QueryCpuModelExpansionDeprecatedProps, ["query-cpu-model-expansion/ret-type/deprecated-props"]),
        (Flags.SmpDies, ["query-hotpluggable-cpus/ret-type/props/die-id"]),
        (Flags.SmpClusters, ["query-hotpluggable-cpus/ret-type/props/cluster-id"]),
        (Flags.NumaHmat, ["set-numa-node/arg-type/+hmat-lb"]),
        (Flags.IothreadThreadPoolMax, ["object-add/arg-type/+iothread/thread-pool-max"]),
        (Flags.VirtioBlkVhostVdpa, ["blockdev-add/arg-type/+virtio-blk-vhost-vdpa/$fdset"]),
        (Flags.DriveNvme, ["blockdev-add/arg-type/+nvme"]),
        (Flags.AioIoUring, ["blockdev-add/arg-type/+file/aio/^io_uring"]),
        (Flags.Qcow2DiscardNoUnref, ["blockdev-add/arg-type/+qcow2/discard-no-unref"]),
        (Flags.RbdEncryption, ["blockdev-add/arg-type/+rbd/encrypt"]),
        (Flags.RbdEncryptionLayering, ["blockdev-add/arg-type/+rbd/encrypt/parent"]),
        (Flags.RbdEncryptionLuksAny, ["blockdev-add/arg-type/+rbd/encrypt/format/^luks-any"]),
        (Flags.BlockdevNbdTlsHostname, ["blockdev-add/arg-type/+nbd/tls-hostname"]),
        (Flags.NbdTls, ["nbd-server-start/arg-type/tls-creds"]),
        (Flags.NetdevUser, ["netdev_add/arg-type/+user"]),
        (Flags.NetdevStream, ["netdev_add/arg-type/+stream"]),
        (Flags.NetdevStreamReconnect, ["netdev_add/arg-type/+stream/reconnect"]),
        (Flags.NetdevStreamReconnectMiliseconds, ["netdev_add/arg-type/+stream/reconnect-ms"]),
        (Flags.NetdevVhostVdpa, ["netdev_add/arg-type/+vhost-vdpa"]),
        (Flags.ChardevReconnectMiliseconds, ["chardev-add/arg-type/backend/+socket/data/reconnect-ms"]),
        (Flags.ChardevQemuVdagent, ["chardev-add/arg-type/backend/+qemu-vdagent"]),
        (Flags.Sdl, ["query-display-options/ret-type/+sdl"]),
        (Flags.EglHeadless, ["query-display-options/ret-type/+egl-headless"]),
        (Flags.DisplayDbus, ["query-display-options/ret-type/+dbus"]),
        (Flags.EglHeadlessRendernode, ["query-display-options/ret-type/+egl-headless/rendernode"]),
        (Flags.DirtyrateParamMode, ["calc-dirty-rate/arg-type/mode"]),
        (Flags.ScreendumpDevice, ["screendump/arg-type/device"]),
        (Flags.ScreenshotFormatPng, ["screendump/arg-type/format/^png"]),
        (Flags.MigrationBlockedReasons, ["query-migrate/ret-type/blocked-reasons"]),
        (Flags.MigrationFileDropCache, ["blockdev-add/arg-type/+file/drop-cache"]),
        (Flags.MigrateIncomingExitOnError, ["migrate-incoming/arg-type/exit-on-error"]),
        (Flags.BlockjobBackingMaskProtocol, ["block-commit/arg-type/backing-mask-protocol", "block-stream/arg-type/backing-mask-protocol"]),
        (Flags.ChardevReconnect, ["chardev-add/arg-type/backend/+socket/data/reconnect"]),
    ];

    /// <summary>Flag, the command-line option, and the option's parameter (null: the option is enough).</summary>
    public static readonly (string Flag, string Option, string? Parameter)[] Options =
    [
        (Flags.MachineHpet, "machine", "hpet"),
        (Flags.RunWithAsyncTeardown, "run-with", "async-teardown"),
        (Flags.SeccompSandbox, "sandbox", null),
        (Flags.Spice, "spice", null),
        (Flags.SpiceGl, "spice", "gl"),
        (Flags.SpiceRendernode, "spice", "rendernode"),
        (Flags.VncPowerControl, "vnc", "power-control"),
        (Flags.FsdevMultidevs, "fsdev", "multidevs"),
    ];
}
