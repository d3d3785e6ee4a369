using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Cpu;

namespace VirshLite.Translator.Tests.Cpu;

/// <summary>Sets of features are told as the nearest model and the difference (cpu.md 5.1).</summary>
public class X86DecoderSpecs
{
    [Fact]
    public void A_models_own_features_give_the_model_alone()
    {
        CpuDescription cpu = Decode(X86Models.Find("Penryn")!.Features, "Intel", (6, 23, 0), "Penryn", "Conroe", "Nehalem")!;
        cpu.Model.ShouldBe("Penryn");
        cpu.Features.ShouldBeEmpty();
    }

    [Fact]
    public void The_signature_wins_over_the_number_of_differences()
    {
        X86FeatureSet features = X86Models.Find("Penryn")!.Features;
        CpuDescription cpu = Decode(features, "Intel", (6, 26, 0), "Penryn", "Nehalem")!;
        cpu.Model.ShouldBe("Nehalem");
        cpu.Features.ShouldAllBe(f => f.Policy == DomainParser.Model.CpuFeaturePolicy.Disable);
        cpu.Features.Select(f => f.Name).ShouldBe(["sse4.2", "popcnt"]);
    }

    [Fact]
    public void Models_of_another_vendor_are_passed_over()
    {
        X86FeatureSet features = X86Models.Find("Opteron_G1")!.Features;
        Decode(features, "AMD", default, "Opteron_G1", "Conroe")!.Model.ShouldBe("Opteron_G1");
        Decode(features, "AMD", default, "Conroe").ShouldBeNull();
    }

    [Fact]
    public void What_blocks_a_model_is_switched_off()
    {
        X86FeatureSet features = X86Models.Find("Penryn")!.Features;
        CpuDescription cpu = X86Decoder.Decode(features, "Intel", default, [new("Penryn", null, CpuUsable.No, ["lahf-lm"], false)], Compatibility.Default)!;
        cpu.Features.ShouldBe([new("lahf_lm", DomainParser.Model.CpuFeaturePolicy.Disable)]);
    }

    [Fact]
    public void Tsx_is_not_believed_where_it_is_broken()
    {
        X86FeatureSet features = X86Models.Find("Haswell")!.Features;
        Decode(features, "Intel", (6, 60, 3), "Haswell", "Haswell-noTSX")!.Model.ShouldBe("Haswell-noTSX");
        Decode(features, "Intel", (6, 63, 4), "Haswell", "Haswell-noTSX")!.Model.ShouldBe("Haswell");
    }

    private static CpuDescription? Decode(X86FeatureSet features, string vendor, (uint Family, uint Model, uint Stepping) signature, params string[] known) =>
        X86Decoder.Decode(features, vendor, signature, Array.ConvertAll(known, name => new QemuCpuDefinition(name, null, CpuUsable.Yes, [], false)),
            Compatibility.Default);
}
