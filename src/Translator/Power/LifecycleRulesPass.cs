using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Power;

/// <summary>Lifecycle actions, tunables and security that QEMU guests cannot have (completion.md 8, capabilities.md 2.5).</summary>
internal sealed class LifecycleRulesPass : ICompletionPass
{
    private const uint HighestPollWeight = 63;

    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        Actions(domain.Lifecycle);
        if (domain.MemTune?.MinGuaranteeKiB is > 0)
        {
            throw DomainException.Unsupported("parameter 'min_guarantee' not supported by QEMU");
        }

        if (domain.IdMap is { } map && (map.Uids.Count == 0) != (map.Gids.Count == 0))
        {
            throw DomainException.Unsupported("uid and gid should be mapped both");
        }

        if (domain.IdMap is { } ids)
        {
            FromRootUp(ids.Uids);
            FromRootUp(ids.Gids);
        }

        foreach (ThrottleGroup group in domain.ThrottleGroups)
        {
            ThrottleLimitsRules.Check(group.Limits, group.Position);
        }

        if (domain is { Type: not DomainType.Kvm, CpuTune: { } tune } && tune.CacheTunes.Count + tune.MemoryTunes.Count + tune.EnergyTunes.Count > 0)
        {
            throw DomainException.Unsupported("cachetune is only supported for KVM domains");
        }

        LaunchSecurity(context);
        IoThreads(context);
    }

    private static void Actions(Lifecycle lifecycle)
    {
        LifecycleAction?[] actions = [lifecycle.OnPoweroff, lifecycle.OnReboot, lifecycle.OnCrash];
        for (int i = 0; i < actions.Length; i++)
        {
            LifecycleAction? action = actions[i];
            if (action == LifecycleAction.PreserveRunning && i < 2)
            {
                throw DomainException.Unsupported($"Lifecycle event '{(i == 0 ? "poweroff" : "reboot")}' doesn't support 'preserve-running' action");
            }

            if (action == LifecycleAction.RenameRestart || (action == LifecycleAction.Preserve && i < 2))
            {
                throw DomainException.Unsupported(
                    $"qemu driver doesn't support the '{LifecycleAction.Names.Of(action)}' action for 'on_reboot'/'on_poweroff'{(i == 2 ? "/'on_crash'" : "")}");
            }
        }

        for (int i = 0; i < 2; i++)
        {
            if (actions[i] is LifecycleAction.CoredumpDestroy or LifecycleAction.CoredumpRestart)
            {
                throw DomainException.Unsupported(
                    $"lifecycle event '{(i == 0 ? "poweroff" : "reboot")}' doesn't support '{LifecycleAction.Names.Of(actions[i])}' action");
            }
        }

        // QEMU has one switch for both
        if (lifecycle is { OnReboot: LifecycleAction.Destroy, OnPoweroff: LifecycleAction.Restart })
        {
            throw DomainException.Unsupported("qemu driver doesn't support 'on_reboot' set to 'destroy' together with 'on_poweroff' set to 'restart'");
        }
    }

    private static void LaunchSecurity(TranslationContext context)
    {
        if (context.Domain.LaunchSecurity is not { } security)
        {
            return;
        }

        QemuCapabilities capabilities = context.Capabilities;
        bool supported = security.Type switch
        {
            LaunchSecurityType.Sev => capabilities.Has(Flags.SevGuest),
            LaunchSecurityType.SevSnp => capabilities.Has(Flags.SevSnpGuest),
            _ => capabilities.Has(Flags.S390PvGuest) && capabilities.Has(Flags.ConfidentialGuestSupport),
        };
        string type = LaunchSecurityType.Names[security.Type];
        if (!supported)
        {
            throw DomainException.Unsupported($"'{type}' launch security is not supported with this QEMU binary", security.Position);
        }

        if (security is { Type: LaunchSecurityType.Sev, KernelHashes: not null } && !capabilities.Has(Flags.SevGuestKernelHashes))
        {
            throw DomainException.Unsupported($"'{type}' launch security measured direct kernel boot is not supported with this QEMU binary",
                security.Position);
        }
    }

    private static void IoThreads(TranslationContext context)
    {
        foreach (IoThread thread in context.Domain.IoThreads?.Threads ?? [])
        {
            if (thread.PollWeight is > HighestPollWeight and { } weight)
            {
                throw DomainException.Unsupported($"poll weight {weight} is out of range [0, {HighestPollWeight}]", thread.Position);
            }
        }

        if (context.Domain.IoThreads is not { } threads || context.Capabilities.Has(Flags.IothreadThreadPoolMax))
        {
            return;
        }

        if (threads.Default is not null || threads.Threads.Exists(t => !t.Pool.IsEmpty))
        {
            throw DomainException.Unsupported("thread_pool_min and thread_pool_max are not supported by this QEMU");
        }
    }

    /// <summary>Ranges are kept by where they start, which is at root (so libvirt 11.3, black box).</summary>
    private static void FromRootUp(List<IdMapEntry> entries)
    {
        List<IdMapEntry> sorted = [.. entries.OrderBy(entry => entry.Start)];
        entries.Clear();
        entries.AddRange(sorted);
        if (sorted is [{ Start: not 0 }, ..])
        {
            throw DomainException.Unsupported("You must map the root user of container: the first range of <idmap> starts at 0");
        }
    }
}
