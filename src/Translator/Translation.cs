using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator;

/// <summary>The translator's two doors: a domain is completed, a completed domain becomes a plan.</summary>
public static class Translation
{
    /// <summary>A stored CPU of mode host-model as this host would give it, for who wants to see it; all others stay as they are.</summary>
    public static void UpdateCpu(TranslationContext context)
    {
        if (context.Domain.Cpu is { Mode: DomainParser.Model.CpuMode.HostModel })
        {
            Cpu.CpuUpdate.Run(context);
        }
    }

    /// <summary>Completes and validates the context's domain in place, as libvirt does when a domain is defined.</summary>
    /// <exception cref="DomainParser.DomainException">The domain cannot be.</exception>
    public static void Complete(TranslationContext context)
    {
        foreach (ICompletionPass pass in CompletionPasses.Definition)
        {
            pass.Run(context);
        }
    }

    /// <summary>Completes what an old record of a running guest leaves out: places, names, what only its run has (live-changes.md 2.8).</summary>
    public static void CompleteRunning(TranslationContext context)
    {
        Complete(context);
        new Addresses.AddressPass(isStart: true).Run(context);
        new Addresses.AliasPass().Run(context);
    }

    /// <summary>Prepares the completed domain for one start and works out everything the start needs. Changes the domain further.</summary>
    /// <exception cref="DomainParser.DomainException">The domain cannot be started.</exception>
    public static LaunchPlan Plan(TranslationContext context)
    {
        foreach (ICompletionPass pass in CompletionPasses.Start)
        {
            pass.Run(context);
        }

        return QemuCommandLine.Build(context);
    }
}
