using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Cpu;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>CPU models and features that have no meaning here; those that the host's CPU lacks are found when the CPU is worked out (<see cref="CpuCuts"/>).</summary>
internal sealed class CpuRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        if (draft.Root.Element("cpu") is not { } cpu || draft.Capabilities is not { } capabilities || draft.Type is not { } type)
        {
            return;
        }

        string? mode = cpu.Attribute("mode")?.Value;
        bool isNative = Architectures.IsNative(draft.Facts.Architecture, draft.Architecture);
        if (mode == CpuMode.Names[CpuMode.HostPassthrough] && (type == DomainType.Qemu || !isNative))
        {
            draft.SetAttribute(cpu, "mode", CpuMode.Names[CpuMode.Maximum],
                "without KVM there is no CPU of the host to pass through: 'maximum' is all that QEMU can emulate");
        }
        else if (mode == CpuMode.Names[CpuMode.HostModel] && !isNative)
        {
            draft.SetAttribute(cpu, "mode", CpuMode.Names[CpuMode.Maximum], $"the host's CPU is no model for a guest of architecture {draft.Architecture}");
        }

        if (!Architectures.IsX86(draft.Architecture))
        {
            return;
        }

        if (cpu.Element("model") is { } model && model.Value.Trim() is { Length: > 0 } name)
        {
            Model(draft, cpu, model, name, capabilities.Accelerator(type));
        }

        foreach (XElement feature in cpu.Elements("feature"))
        {
            if (feature.Attribute("name")?.Value is { } word && X86Features.Find(word) < 0)
            {
                draft.CommentOut(feature, $"no CPU feature '{word}' is known");
            }
        }
    }

    private static void Model(AdaptingDraft draft, XElement cpu, XElement model, string name, AcceleratorCapabilities tables)
    {
        if (X86Models.Find(name) is not { } known || !draft.Host.Settings.Rules.Knows(known.Since))
        {
            draft.CommentOut(model, $"no CPU model '{name}' is known; the guest gets a CPU like the host's");
            draft.AlsoSetAttribute(cpu, "mode", CpuMode.Names[CpuMode.HostModel]);
            if (cpu.Attribute("match") is { } match)
            {
                draft.RemoveAttribute(match, "a CPU like the host's matches by itself");
            }
        }
        else if (tables.FindCpu(known.Name) is null && tables.FindCpu(name) is null && model.Attribute("fallback")?.Value == "forbid")
        {
            draft.SetAttribute(model, "fallback", "allow", $"this QEMU has no CPU model '{name}': the nearest that it has is taken");
        }
    }
}
