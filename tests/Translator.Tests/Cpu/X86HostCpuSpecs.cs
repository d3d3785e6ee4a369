using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Cpu;

namespace VirshLite.Translator.Tests.Cpu;

/// <summary>The host's CPU as libvirt 11.3's capabilities tell of it (measured.md 11): another model than guests are given.</summary>
public class X86HostCpuSpecs
{
    [Fact]
    public void A_versioned_model_names_a_host_where_no_guest_model_is_the_same()
    {
        X86FeatureSet features = X86Models.Find("Icelake-Server-v2")!.Features;
        features.Add(X86Features.Find("hypervisor"));
        HostCpu ofGuests = X86HostCpu.Identify(features, "Intel", 0x000c06f2)!;

        HostCpu told = X86HostCpu.AsTold(ofGuests, (6, 207, 2), Compatibility.Default);

        ofGuests.Model.ShouldBe("Broadwell-noTSX-IBRS");
        told.Model.ShouldBe("Icelake-Server-v2");
        told.Features.ShouldBe(["hypervisor"]);
    }

    [Fact]
    public void A_model_that_guests_are_given_keeps_its_plain_name()
    {
        HostCpu cpu = X86HostCpu.Identify(X86Models.Find("Haswell-noTSX")!.Features, "Intel", 0)!;

        X86HostCpu.AsTold(cpu, (6, 60, 0), Compatibility.Default).Model.ShouldBe("Haswell-noTSX");
    }
}
