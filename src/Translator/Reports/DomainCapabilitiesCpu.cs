using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Cpu;

namespace VirshLite.Translator.Reports;

/// <summary>The <c>cpu</c> part of domain capabilities: which modes there are, and which models run here.</summary>
internal static class DomainCapabilitiesCpu
{
    public static void Write(XmlOutput xml, TranslationContext context)
    {
        QemuCapabilities capabilities = context.Capabilities;
        Domain domain = context.Domain;
        AcceleratorCapabilities tables = capabilities.Accelerator(domain.Type);
        bool native = Architectures.IsNative(context.Host.Architecture, domain.Os.Arch!);
        bool accelerated = domain.Type != DomainType.Qemu;

        xml.Open("cpu");
        xml.Open("mode").Attr("name", "host-passthrough").YesNo("supported", accelerated && native);
        if (accelerated && native)
        {
            DomainCapabilities.WriteEnum(xml, "hostPassthroughMigratable", capabilities.Has(Flags.CpuMigratable) ? ["on", "off"] : ["off"]);
        }

        xml.Close();
        xml.Open("mode").Attr("name", "maximum").YesNo("supported", capabilities.Has(Flags.CpuMax));
        if (capabilities.Has(Flags.CpuMax))
        {
            DomainCapabilities.WriteEnum(xml, "maximumMigratable", ["on", "off"]);
        }

        xml.Close();
        WriteHostModel(xml, context, accelerated);
        WriteCustom(xml, tables, domain.Os.Arch!, context.Rules);
        xml.Close();
    }

    private static void WriteHostModel(XmlOutput xml, TranslationContext context, bool accelerated)
    {
        HostCpuModels host = HostCpuModels.Of(context);
        xml.Open("mode").Attr("name", "host-model").YesNo("supported", host.Reported is not null);
        if (host.Reported is { } model)
        {
            xml.Open("model").Attr("fallback", host.IsFromQemu ? "forbid" : "allow").CloseWith(model.Model);
            xml.Element("vendor", model.Vendor);
            if (accelerated && context.Host.PhysicalAddressBits is > 0 and uint bits)
            {
                xml.Open("maxphysaddr").Attr("mode", "passthrough").Attr("limit", bits).Close();
            }

            IEnumerable<CpuDescriptionFeature> features = context.Rules.HostFeaturesAreSorted
                ? model.Features.OrderBy(f => f.Name, StringComparer.Ordinal) : model.Features;
            foreach (CpuDescriptionFeature feature in features)
            {
                xml.Open("feature").Attr("policy", CpuFeaturePolicy.Names[feature.Policy]).Attr("name", feature.Name).Close();
            }
        }

        xml.Close();
    }

    private static void WriteCustom(XmlOutput xml, AcceleratorCapabilities tables, string arch, Compatibility rules)
    {
        IReadOnlyList<CpuModelEntry> models = CpuModelReport.Of(tables, arch, rules);
        xml.Open("mode").Attr("name", "custom").YesNo("supported", models.Count > 0);
        foreach (CpuModelEntry model in models)
        {
            xml.Open("model").Attr("usable", CpuModelReport.Word(model.Usable));
            if (model.Deprecated)
            {
                xml.YesNo("deprecated", true);
            }

            xml.Attr("vendor", model.Vendor ?? "unknown").Attr("canonical", model.CanonicalName).CloseWith(model.Name);
            if (model.Missing.Count > 0)
            {
                xml.Open("blockers").Attr("model", model.Name);
                foreach (string feature in model.Missing)
                {
                    xml.Open("feature").Attr("name", feature).Close();
                }

                xml.Close();
            }
        }

        xml.Close();
    }
}
