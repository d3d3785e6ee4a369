using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement.AppArmor;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Confinement;

/// <summary>
/// A guest's AppArmor profile in the kernel: loaded before QEMU, made anew when the guest gets another file, unloaded after it (confinement.md 4.6). Only root
/// can do that.
/// </summary>
internal sealed class AppArmorGuard
{
    private const string Model = "apparmor";
    private const string Parser = "apparmor_parser";
    private const string Enabled = "/sys/module/apparmor/parameters/enabled";
    private const string Loaded = "/sys/kernel/security/apparmor/profiles";
    private const string Sources = "/etc/apparmor.d";
    private const string Abstraction = Sources + "/abstractions/libvirt-qemu";
    private const string PackagesAbstraction = Sources + "/abstractions/virshlite-qemu";
    private const string FileName = "apparmor";

    /// <summary>Takes a profile's name, and unloads it with those inside it; the parser would read all of the profile's text to say the same.</summary>
    private const string Remove = "/sys/kernel/security/apparmor/.remove";

    /// <summary>A file in the directory of a guest that was taken over from libvirt: the path of its profile.</summary>
    internal const string LibvirtsFile = "libvirt-apparmor";

    private readonly string file;

    private AppArmorGuard(string file, string profile)
    {
        this.file = file;
        Profile = profile;
    }

    /// <summary>The profile that QEMU enters.</summary>
    public string Profile { get; }

    /// <summary>Whether this host has it, and root's tools to use it.</summary>
    public static bool IsAvailable => KernelFiles.Read(Enabled, 4) is ['Y', ..] && ProgramPath.FindHelper(Parser) is not null;

    /// <summary>
    /// Loads the profile that the guest is to run under; null where it runs under none: in session mode, where the host has no AppArmor or does without, and
    /// where the domain asks for that.
    /// </summary>
    /// <param name="plan">The start.</param>
    /// <param name="hostSettings">For the devices of the host.</param>
    /// <param name="directory">The guest's own, root's alone.</param>
    /// <param name="outputs">Named pipes that QEMU prints into; empty = it writes files itself.</param>
    /// <param name="journal">Where its end is noted.</param>
    /// <exception cref="DomainException">It cannot be loaded, or the guest asks for none and this host requires one.</exception>
    public static AppArmorGuard? Load(LaunchPlan plan, Settings hostSettings, string directory, IReadOnlyList<string> outputs, CleanupJournal journal)
    {
        ConfinementSettings settings = plan.Paths.Settings.Confinement;
        bool isWanted = plan.Paths.Settings.Privileged && settings.SecurityDrivers?.Contains(Model) != false;
        if (!isWanted || !IsAvailable)
        {
            return settings.SecurityDrivers?.Contains(Model) == true && plan.Paths.Settings.Privileged
                ? throw new GuestException(
                    "unsupported configuration: the setting security_driver asks for AppArmor, which this host does not have (or not apparmor_parser)")
                : null;
        }

        SecLabel? label = plan.Domain.SecLabels.Find(l => l.Model is Model or null);
        if (label is { Type: SecLabelType.None })
        {
            return settings.RequireConfined ? throw new GuestException("unsupported configuration: Unconfined guests are not allowed on this host") : null;
        }

        if (label is null && !settings.DefaultConfined)
        {
            return null;
        }

        if (label is { Type: SecLabelType.Static, Label: { } given })
        {
            return IsLoaded(given) ? new("", given) : throw new DomainException($"Invalid security label '{given}': no such AppArmor profile is loaded",
                label.Position);
        }

        string path = directory + "/" + FileName;
        using var host = new LiveHostFacts(hostSettings);
        List<string> handedIn = [.. HandedIn(plan), .. outputs.Select(Resolve)];
        string text = GuestProfile.Text(plan, host, Resolve,
            new GuestProfileOptions(File.Exists(Abstraction), settings.AppArmorComplains)
            {
                HasPackagesAbstraction = File.Exists(PackagesAbstraction),
                HandedIn = handedIn,
            });
        string profile = GuestProfile.NameOf(plan.Domain.Uuid ?? Guid.Empty);
        journal.Add(CleanupAction.KernelFile(Remove, profile));
        Files.WriteAtomically(path, System.Text.Encoding.UTF8.GetBytes(text), FileModes.OwnerFile);
        var guard = new AppArmorGuard(path, profile);
        new CompiledProfiles(hostSettings.LibDirectory + "/apparmor", Sources, Parser).Load(path);
        return guard;
    }

    /// <summary>
    /// The running guest gets another file: its profile is made anew with one rule more, libvirt's where the guest was taken over. Nothing happens where it has
    /// none.
    /// </summary>
    /// <param name="directory">The guest's own.</param>
    /// <param name="path">The file.</param>
    /// <param name="access">Letters of r, w, k.</param>
    /// <exception cref="DomainException">The path cannot stand in a profile, or the profile cannot be loaded.</exception>
    public static void Allow(string directory, string path, string access)
    {
        string profile = directory + "/" + FileName;
        if (KernelFiles.Read($"{directory}/{LibvirtsFile}") is { Length: > 0 } libvirts)
        {
            AllowByLibvirts(libvirts, "  " + AppArmorRule.File(Resolve(path), access));
            return;
        }

        if (!File.Exists(profile))
        {
            return;
        }

        string rule = "  " + AppArmorRule.File(Resolve(path), access);
        string[] lines = File.ReadAllLines(profile);
        if (lines.Contains(rule))
        {
            return;
        }

        int end = Array.LastIndexOf(lines, "}");
        Files.WriteAtomically(profile, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [.. lines[..end], rule, .. lines[end..]]) + "\n"),
            FileModes.OwnerFile);
        new AppArmorGuard(profile, "").Replace();
    }

    /// <summary>libvirt's profile takes in a file of rules beside it, which it makes anew at each of its own changes.</summary>
    private static void AllowByLibvirts(string profile, string rule)
    {
        string rules = profile + ".files";
        string[] lines = File.Exists(rules) ? File.ReadAllLines(rules) : [];
        if (!lines.Contains(rule))
        {
            Files.WriteAtomically(rules, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [.. lines, rule]) + "\n"), FileModes.PublicFile);
            new AppArmorGuard(profile, "").Replace();
        }
    }

    /// <summary>The profile and mode of a process, <c>virshlite-… (enforce)</c>; null where it has none.</summary>
    public static string? Of(int pid) =>
        KernelFiles.Read($"/proc/{pid}/attr/apparmor/current", 512) is { Length: > 0 } current && current != "unconfined" ? current : null;

    /// <summary>Files behind descriptors of the caller's: the kernel looks at them again when the profile comes into force.</summary>
    private static IEnumerable<string> HandedIn(LaunchPlan plan) =>
        plan.Resources.OfType<CallersFd>().Select(c => new FileInfo($"/proc/self/fd/{c.Number}").LinkTarget).OfType<string>().Where(t => t.StartsWith('/'));

    private static bool IsLoaded(string profile) =>
        File.Exists(Loaded) && File.ReadLines(Loaded).Any(l => l.StartsWith(profile + " (", StringComparison.Ordinal));

    private static string Resolve(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target ? Resolve(target)
                : Path.GetDirectoryName(path) is { Length: > 1 } directory ? Path.Combine(RealDirectory(directory), Path.GetFileName(path)) : path;
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static string RealDirectory(string directory)
    {
        string? above = Path.GetDirectoryName(directory);
        string here = above is { Length: > 1 } ? Path.Combine(RealDirectory(above), Path.GetFileName(directory)) : directory;
        return Directory.Exists(here) && new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : here;
    }

    private void Replace() => HostCommand.Run(Parser, "-r", "-K", file).Check("cannot load AppArmor profile");
}
