using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Confinement;

/// <summary>
/// A guest under SELinux (confinement.md 5): the label of its process and those of its files. Only where the setting security_driver names it: what is here
/// follows libvirt's rules, and has not met a policy that enforces.
/// </summary>
internal sealed class SelinuxGuard
{
    private const string Enforce = "/sys/fs/selinux/enforce";
    private const string Configuration = "/etc/selinux/config";

    /// <summary>The kernel gives sockets that a thread makes the label that stands in there.</summary>
    private const string OfNewSockets = "/proc/thread-self/attr/sockcreate";

    private SelinuxGuard(string label) => Label = label;

    /// <summary>The label that QEMU enters.</summary>
    public string Label { get; }

    public static bool IsAvailable => FileStatus.Of(Enforce) is not null;

    /// <summary>
    /// Gives the guest's files their labels, notes what gives them back, and says which label QEMU is to have; null: it runs under none of its own.
    /// </summary>
    /// <param name="plan">The start; its domain gets to know the labels.</param>
    /// <param name="hostSettings">For the devices of the host.</param>
    /// <param name="journal">Where former labels are noted.</param>
    /// <exception cref="DomainException">The setting asks for SELinux, and this host has none; a label is none, or cannot be set.</exception>
    public static SelinuxGuard? Prepare(LaunchPlan plan, Settings hostSettings, CleanupJournal journal)
    {
        Settings settings = plan.Paths.Settings;
        SecLabel? asked = plan.Domain.SecLabels.Find(l => l.Model == SelinuxLabels.Model);
        if (!settings.Privileged || settings.Confinement.SecurityDrivers?.Contains(SelinuxLabels.Model) != true || asked is { Type: SecLabelType.None })
        {
            return null;
        }

        if (!IsAvailable)
        {
            throw new GuestException("unsupported configuration: the setting security_driver asks for SELinux, which this host does not have");
        }

        SelinuxContext own = SelinuxContext.Parse(KernelFiles.Read("/proc/self/attr/current")?.TrimEnd('\0') ?? "");
        SelinuxContext label = SelinuxProcess.Of(asked, plan.Domain.Type != DomainType.Kvm, own,
            SelinuxProcessContexts.Parse(OfPolicy("virtual_domain_context")), LabelsOfProcesses(), Random.Shared.Next);
        SelinuxImageContexts images = SelinuxImageContexts.Parse(OfPolicy("virtual_image_context"));
        var seclabel = new SecLabel
        {
            Type = asked?.Type ?? SecLabelType.Dynamic,
            Model = SelinuxLabels.Model,
            Relabel = asked?.Relabel ?? true,
            Label = label.ToString(),
        };
        SelinuxContext image = SelinuxLabels.ImageLabel(seclabel, images);
        seclabel.ImageLabel = image.ToString();
        plan.Domain.SecLabels.RemoveAll(l => l.Model == SelinuxLabels.Model);
        plan.Domain.SecLabels.Insert(0, seclabel);
        using var host = new LiveHostFacts(hostSettings);
        foreach (SelinuxLabel file in SelinuxLabels.Files(plan.Domain, host, images))
        {
            Set(file.Path, file.Label.ToString(), file.IsRestored ? journal : null);
        }

        foreach (string directory in (string[])[plan.Paths.DomainDirectory, .. plan.Directories.Where(d => d.User == HelperUser.Qemu).Select(d => d.Path)])
        {
            Set(directory, image.ToString(), journal: null);
        }

        Set(plan.Paths.MasterKeyFile, image.ToString(), journal: null);
        return new(label.ToString());
    }

    /// <summary>What is done meanwhile makes sockets that the guest may use.</summary>
    public void WithSockets(Action what)
    {
        File.WriteAllText(OfNewSockets, Label);
        try
        {
            what();
        }
        finally
        {
            File.WriteAllText(OfNewSockets, "");
        }
    }

    /// <summary>
    /// setpriv's words before QEMU: its label instead of "no new privileges", which a change of label counts as; QEMU's sandbox sets that later (R15).
    /// </summary>
    internal static IReadOnlyList<string> Words(string label, IReadOnlyList<string> asUser) =>
        ["--selinux-label", label, .. asUser.Where(w => w != "--no-new-privs")];

    /// <summary>One file's label; errors that end no start are those of file systems without labels (confinement.md 5).</summary>
    internal static void Set(string path, string label, CleanupJournal? journal)
    {
        using TrustedFile? file = TrustedFile.TryOpen(path);
        if (file is null || FileLabel.Plan(file, label) is not { } change)
        {
            return;
        }

        journal?.Add(CleanupAction.Label(change));
        try
        {
            change.Set(file);
        }
        catch (NativeException e) when (e.Number is Errno.EOPNOTSUPP or Errno.EROFS || KernelFiles.Read(Enforce, 2) == "0")
        {
            // what QEMU may do with it the policy says
        }
    }

    private static string OfPolicy(string file)
    {
        string policy = (KernelFiles.Read(Configuration, 1 << 16) ?? "").Split('\n').Select(l => l.Trim())
            .FirstOrDefault(l => l.StartsWith("SELINUXTYPE=", StringComparison.Ordinal))?["SELINUXTYPE=".Length..].Trim() ?? "targeted";
        string path = $"/etc/selinux/{policy}/contexts/{file}";
        return KernelFiles.Read(path) ?? throw new GuestException($"unable to read SELinux's '{path}'");
    }

    private static IEnumerable<string> LabelsOfProcesses() =>
        Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(d[^1])).Select(d => KernelFiles.Read(d + "/attr/current")?.TrimEnd('\0'))
            .OfType<string>();
}
