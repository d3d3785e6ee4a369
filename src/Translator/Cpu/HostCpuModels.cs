using System.Runtime.CompilerServices;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>The models that stand for the host's CPU in a guest of one accelerator (cpu.md 5). All null where the host's CPU has no such model.</summary>
internal sealed class HostCpuModels
{
    private static readonly HostCpuModels None = new(null, null, null, false);

    // an accelerator's tables do not change and neither does a host's CPU: what was worked out for the last guest holds for the next
    private static readonly ConditionalWeakTable<AcceleratorCapabilities, Entry> Known = [];

    private X86FeatureSet? reportedFeatures;

    private HostCpuModels(CpuDescription? reported, CpuDescription? migratable, CpuDescription? full, bool isFromQemu)
    {
        Reported = reported;
        Migratable = migratable;
        Full = full;
        IsFromQemu = isFromQemu;
    }

    /// <summary>What QEMU, or else the host, says.</summary>
    public CpuDescription? Reported { get; }

    /// <summary>The same without what would keep a guest from migrating: what host-model stands for.</summary>
    public CpuDescription? Migratable { get; }

    /// <summary>The hardware's features and the reported ones: what a guest's demands are held against.</summary>
    public CpuDescription? Full { get; }

    /// <summary>QEMU said so itself: the model counts as exact, no other may be taken for it.</summary>
    public bool IsFromQemu { get; }

    /// <summary>The reported model's features, x86.</summary>
    public X86FeatureSet ReportedFeatures => reportedFeatures ??= Reported?.X86FeatureSet() ?? default;

    public static HostCpuModels Of(TranslationContext context)
    {
        Domain domain = context.Domain;
        string arch = domain.Os.Arch!;
        if (!Architectures.IsNative(context.Host.Architecture, arch))
        {
            return None;
        }

        AcceleratorCapabilities tables = context.Capabilities.Accelerator(domain.Type);
        HostCpu? host = context.Host.Cpu;
        if (Known.TryGetValue(tables, out Entry? entry) && ReferenceEquals(entry.Host, host) && entry.Rules == context.Rules)
        {
            return entry.Models;
        }

        HostCpuModels models = Derive(domain, tables, host, context.Capabilities.Has(Flags.CpuUnavailableFeatures), context.Rules);
        Known.AddOrUpdate(tables, new(host, context.Rules, models));
        return models;
    }

    private static HostCpuModels Derive(Domain domain, AcceleratorCapabilities tables, HostCpu? host, bool takesMsrFeatures, Compatibility rules)
    {
        if (domain.IsX86())
        {
            return tables.HostCpu is { } expansion ? FromX86Expansion(domain.Type, tables, expansion, host, takesMsrFeatures, rules) : FromX86Host(host, rules);
        }

        if (domain.IsS390())
        {
            return tables.HostCpu is { } expansion ? FromS390Expansion(expansion) : None;
        }

        if (domain.IsPpc64() && host is not null)
        {
            var model = new CpuDescription(host.Model, null, []);
            return new(model, model, model, false);
        }

        return None;
    }

    private static HostCpuModels FromX86Expansion(
        DomainType type, AcceleratorCapabilities tables, HostCpuExpansion expansion, HostCpu? host, bool takesMsrFeatures, Compatibility rules)
    {
        X86FeatureSet all = default;
        X86FeatureSet unmigratable = default;
        foreach (CpuProperty property in expansion.Properties)
        {
            if (property is { Type: CpuPropertyType.Boolean, Boolean: true } && X86Features.Find(X86Features.FromQemu(property.Name)) is >= 0 and int feature
                && (takesMsrFeatures || !X86Features.Sources[feature].IsMsr) && X86Features.IsKnownBy(rules, X86Features.Names[feature]))
            {
                all.Add(feature);
                if (property.Migratable == false)
                {
                    unmigratable.Add(feature);
                }
            }
        }

        string? vendor = X86Models.VendorOf(expansion.Find("vendor")?.Text);
        var signature = (Number(expansion, "family"), Number(expansion, "model"), Number(expansion, "stepping"));
        CpuDescription? reported = X86Decoder.Decode(all, vendor, signature, tables.Cpus, rules);
        CpuDescription? migratable = unmigratable.IsEmpty ? reported : X86Decoder.Decode(all - unmigratable, vendor, signature, tables.Cpus, rules);
        CpuDescription? full = reported;
        if (type != DomainType.Qemu && reported is not null && host is not null)
        {
            full = With(host, reported.X86FeatureSet(), rules);
        }

        return new(reported, migratable, full, true);
    }

    private static HostCpuModels FromX86Host(HostCpu? host, Compatibility rules)
    {
        if (host is null)
        {
            return None;
        }

        var reported = new List<CpuDescriptionFeature>(host.Features.Count);
        var migratable = new List<CpuDescriptionFeature>(host.Features.Count);
        foreach (string name in host.Features)
        {
            if (X86Features.IsHostOnly(name) || !X86Features.IsKnownBy(rules, name))
            {
                continue;
            }

            reported.Add(new(name, CpuFeaturePolicy.Require));
            if (name is not ("xsaves" or "invtsc"))
            {
                migratable.Add(new(name, CpuFeaturePolicy.Require));
            }
        }

        var model = new CpuDescription(host.Model, host.Vendor, reported);
        return new(model, new(host.Model, host.Vendor, migratable), model, false);
    }

    private static HostCpuModels FromS390Expansion(HostCpuExpansion expansion)
    {
        var features = new List<CpuDescriptionFeature>(expansion.Properties.Count);
        foreach (CpuProperty property in expansion.Properties)
        {
            if (property.Type == CpuPropertyType.Boolean)
            {
                features.Add(new(property.Name, property.Boolean ? CpuFeaturePolicy.Require : CpuFeaturePolicy.Disable));
            }
        }

        var model = new CpuDescription(expansion.ModelName, null, features);
        return new(model, model, model, true);
    }

    private static CpuDescription With(HostCpu host, X86FeatureSet more, Compatibility rules)
    {
        var features = new List<CpuDescriptionFeature>();
        X86FeatureSet listed = default;
        foreach (string name in host.Features)
        {
            if (!X86Features.IsKnownBy(rules, name))
            {
                continue;
            }

            features.Add(new(name, CpuFeaturePolicy.Require));
            if (X86Features.Find(name) is >= 0 and int feature)
            {
                listed.Add(feature);
            }
        }

        foreach (int feature in more - listed)
        {
            features.Add(new(X86Features.Names[feature], CpuFeaturePolicy.Require));
        }

        return new(host.Model, host.Vendor, features);
    }

    private static uint Number(HostCpuExpansion expansion, string property) => (uint)(expansion.Find(property)?.Number ?? 0);

    private sealed record Entry(HostCpu? Host, Compatibility Rules, HostCpuModels Models);
}
