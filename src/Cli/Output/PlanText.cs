using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Output;

/// <summary>A plan for people: what would be made, opened and started, the command line, what QEMU would be told.</summary>
internal static class PlanText
{
    public static void Write(Io io, LaunchPlan plan, CommandSyntax syntax)
    {
        var numbering = new DenseNumbering(plan);
        Section(io, "Directories", plan.Directories, d => $"{d.Path} (mode {Convert.ToString((int)d.Mode, 8)})");
        Section(io, "Files", plan.Files, f => f.Path + f.Kind switch
        {
            PlannedFileKind.NvramFromTemplate => $" (unless there: from {f.Template})",
            PlannedFileKind.Sized => $" (unless there: {f.Size} bytes)",
            _ => "",
        });
        Section(io, "Host devices", plan.HostDevices, d => $"{d.Owner}: {Describe(d)}");
        Section(io, "Needed on the host", plan.Requirements, r => $"{r.Path}{(r.Access == HostAccess.Node ? ", opened by QEMU" : "")} ({r.Why})");
        Section(io, "Helper processes", plan.Helpers, h => CommandText.OneLine([], h.Program, [.. h.Arguments]).TrimEnd());
        Section(io, "Descriptors", plan.Resources, r => $"{numbering.NumberOf(r),3}  {r.Name}: {Describe(r)}");
        io.Out.WriteLine("Command line:");
        io.Out.Write(CommandFormat.Text(plan, numbering, syntax, "shell"));
        Section(io, "Before it runs", plan.StepsBeforeRunning, s => StepText.Of(s, numbering), emptyLineBefore: true);
        foreach (string warning in plan.Warnings)
        {
            io.Error.WriteLine("warning: " + warning);
        }
    }

    private static void Section<T>(Io io, string title, IReadOnlyList<T> items, Func<T, string> text, bool emptyLineBefore = false)
    {
        if (items.Count == 0)
        {
            return;
        }

        if (emptyLineBefore)
        {
            io.Out.WriteLine();
        }

        io.Out.WriteLine(title + ":");
        foreach (T item in items)
        {
            io.Out.WriteLine("  " + text(item));
        }

        if (!emptyLineBefore)
        {
            io.Out.WriteLine();
        }
    }

    private static string Describe(PlannedHostDevice device) => device switch
    {
        PlannedPciDevice pci => $"PCI {pci.Address}"
            + (pci.Managed ? $", taken from its driver by {pci.Driver} and given back afterwards" : ", which has to be with a vfio driver already")
            + (pci.VirtualFunction is { } function ? $"; MAC {function.Mac}" + (function.Vlan is { } vlan ? $" and VLAN {vlan}" : "") + " set through its card"
                : ""),
        PlannedUsbDevice usb => $"USB /dev/bus/usb/{usb.Bus:d3}/{usb.Device:d3}",
        PlannedScsiDevice scsi => "SCSI " + scsi.Path,
        PlannedMediatedDevice mdev => $"mediated device {mdev.Uuid}, which has to be there already",
        PlannedVhostScsiTarget target => "vhost-scsi target " + target.Wwpn + ", which has to be there already",
        _ => "",
    };

    private static string Describe(PlanResource resource) => resource switch
    {
        TapQueue tap => (tap.Interface.Kind switch
        {
            TapKind.Bridge => $"tap on bridge {tap.Interface.Link}",
            TapKind.Macvtap => $"macvtap on {tap.Interface.Link}",
            _ => "tap",
        }) + (tap.Interface.Queues > 1 ? $", queue {tap.Queue}" : ""),
        VhostNet vhost => vhost.DevicePath,
        MonitorSocket monitor => "QEMU's monitor, listening on " + monitor.Path,
        ListeningSocket socket => "listening on " + socket.Path,
        OutputFile file => file.Path + (file.Append ? ", appended to" : ""),
        DeviceNode node => node.Path,
        VhostVsock vsock => "/dev/vhost-vsock, " + (vsock.Cid is { } cid ? $"context id {cid}" : "the first free context id"),
        HelperSocket helper => "socket pair with " + helper.Helper,
        CallersFd => "handed in by the caller",
        _ => "",
    };
}
