using System.Runtime.Intrinsics.X86;
using VirshLite.Runner.Hosts;
using VirshLite.Translator;
using VirshLite.Translator.Cpu;

namespace VirshLite.Runner.Tests.Hosts;

public class HostCpuIdSpecs
{
    [SkippableFact]
    public void The_x86_host_has_a_model_and_what_every_64_bit_processor_has()
    {
        Skip.IfNot(X86Base.IsSupported);
        HostCpu cpu = HostCpuId.Read().ShouldNotBeNull();
        X86FeatureSet features = X86Models.Find(cpu.Model)!.Features | X86Features.SetOf(cpu.Features);
        foreach (string name in (string[])["fpu", "sse2", "lm", "syscall", "nx"])
        {
            features.Has(X86Features.Find(name)).ShouldBeTrue(name);
        }
    }
}
