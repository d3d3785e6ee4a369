using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.QemuProcess;

/// <summary>
/// What a start needs besides the command line: directories of the guest, QMP steps that belong to no single device, limits (startup.md 3, 5 and 8).
/// </summary>
internal static class StartPreparation
{
    public static void Add(CommandLineBuilder builder)
    {
        Domain domain = builder.Domain;
        LaunchPlan plan = builder.Plan;
        if (domain.Type == DomainType.Kvm)
        {
            plan.Requirements.Add(new(
                "/dev/kvm",
                "Domain requires KVM, but it is not available. Check that virtualization is enabled in the host BIOS, and host configuration is setup to "
                + "load the kvm modules"));
        }

        AddDirectories(builder);
        if (domain.Lifecycle.OnReboot == LifecycleAction.Destroy)
        {
            plan.StepsBeforeRunning.Add(new QmpStep("set-action", new PropertyBag().Add("reboot", "shutdown")) { Purpose = "setting the action on reboot" });
        }

        RemoveThreadContexts(plan);
        plan.LockedMemoryBytes = LockedMemory.Of(domain);
        if (builder.Context.Options.ForStart)
        {
            plan.OpenedFiles.AddRange(GuestResources.OpenedBy(domain, builder.Context));
        }
    }

    private static void AddDirectories(CommandLineBuilder builder)
    {
        LaunchPlan plan = builder.Plan;
        string channels = plan.Paths.ChannelDirectory;
        foreach (PlanResource resource in plan.Resources)
        {
            if (resource is ListeningSocket socket && IsBelow(socket.Path, channels))
            {
                AddDirectory(plan, channels, FileModes.GroupDirectory, HelperUser.Root);
            }
        }

        foreach (Channel channel in builder.Domain.Channels)
        {
            if (channel.Source is { Type: ChardevType.Unix, Path: { } path } && IsBelow(path, channels))
            {
                AddDirectory(plan, channels, FileModes.GroupDirectory, HelperUser.Root);
            }
        }

        foreach (PlanArgument argument in plan.Arguments)
        {
            string? path = argument switch
            {
                { Option: "-mem-path", Value: TextValue text } => text.Text,
                { Value: BagValue bag } => (bag.Properties["mem-path"] as TextProperty)?.Text,
                _ => null,
            };
            if (path is not null && IsBelow(path, plan.Paths.MemoryDirectory))
            {
                AddDirectory(plan, plan.Paths.MemoryDirectory, FileModes.OwnerDirectory, HelperUser.Qemu);
            }
            else if (path is not null && path.EndsWith("/libvirt/qemu/" + plan.Paths.ShortName, StringComparison.Ordinal))
            {
                AddDirectory(plan, path, FileModes.OwnerDirectory, HelperUser.Qemu);
            }
        }
    }

    /// <summary>They only shape how memory is allocated at the start.</summary>
    private static void RemoveThreadContexts(LaunchPlan plan)
    {
        foreach (PlanArgument argument in plan.Arguments)
        {
            if (argument.Value is BagValue { Form: BagForm.Object } bag && bag.Properties["qom-type"] is TextProperty { Text: "thread-context" })
            {
                plan.StepsBeforeRunning.Add(new QmpStep("object-del",
                    new PropertyBag().Add("id", bag.Properties["id"]))
                { Purpose = "removing a thread context" });
            }
        }
    }

    private static void AddDirectory(LaunchPlan plan, string path, UnixFileMode mode, HelperUser user)
    {
        if (!plan.Directories.Exists(d => d.Path == path))
        {
            plan.Directories.Add(new PlannedDirectory(path, mode) { User = user });
        }
    }

    private static bool IsBelow(string path, string directory) =>
        path.Length > directory.Length && path[directory.Length] == '/' && path.StartsWith(directory, StringComparison.Ordinal);
}
