using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Output;

/// <summary>A plan for people: what would be made, opened and started, the command line, what QEMU would be told.</summary>
internal static class PlanText
{
    private const string BeforeItRuns = "Before it runs";

    public static void Write(Io io, LaunchPlan plan, CommandSyntax syntax)
    {
        var numbering = new DenseNumbering(plan);
        List<(string Title, string[] Lines)> sections = [.. Sections(plan, numbering).Where(s => s.Lines.Length > 0)];
        foreach ((string title, string[] lines) in sections.Where(s => s.Title != BeforeItRuns))
        {
            io.Out.WriteLine($"{title}:\n  {string.Join("\n  ", lines)}\n");
        }

        io.Out.WriteLine("Command line:");
        io.Out.Write(CommandFormat.Text(plan, numbering, syntax, "shell"));
        foreach ((string title, string[] lines) in sections.Where(s => s.Title == BeforeItRuns))
        {
            io.Out.WriteLine($"\n{title}:\n  {string.Join("\n  ", lines)}");
        }

        foreach (string warning in plan.Warnings)
        {
            io.Error.WriteLine("warning: " + warning);
        }
    }

    /// <summary>The same for programs: sections by the names of their headings.</summary>
    public static void WriteJson(Io io, LaunchPlan plan, CommandSyntax syntax)
    {
        var numbering = new DenseNumbering(plan);
        var command = new CommandAnswer(new Dictionary<string, string>(plan.Environment), plan.Binary, PlanRenderer.Arguments(plan, numbering, syntax));
        var answer = new DryRunAnswer(
            command,
            Sections(plan, numbering).ToDictionary(s => AnswerValue.Name(s.Title), s => (IReadOnlyList<string>)s.Lines),
            plan.Warnings);
        JsonText.Write(io, answer, AnswerJson.Default.DryRunAnswer);
    }

    private static IEnumerable<(string Title, string[] Lines)> Sections(LaunchPlan plan, IFdNumbering numbering)
    {
        yield return ("Directories", [.. plan.Directories.Select(d => $"{d.Path} (mode {Convert.ToString((int)d.Mode, 8)})")]);
        yield return ("Files", [.. plan.Files.Select(f => f.Path + f.Kind switch
        {
            PlannedFileKind.NvramFromTemplate => $" (unless there: from {f.Template})",
            PlannedFileKind.Sized => $" (unless there: {f.Size} bytes)",
            _ => "",
        })]);
        yield return ("Host devices", [.. plan.HostDevices.Select(d => $"{d.Owner}: {Describe(d)}")]);
        yield return ("Needed on the host",
            [.. plan.Requirements.Select(r => $"{r.Path}{(r.Access == HostAccess.Node ? ", opened by QEMU" : "")} ({r.Why})")]);
        yield return ("Helper processes", [.. plan.Helpers.Select(h => CommandText.OneLine([], h.Program, [.. h.Arguments]).TrimEnd())]);
        yield return ("Descriptors", [.. plan.Resources.Select(r => $"{numbering.NumberOf(r),3}  {r.Name}: {Describe(r)}")]);
        yield return (BeforeItRuns, [.. plan.StepsBeforeRunning.Select(s => StepText.Of(s, numbering))]);
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
