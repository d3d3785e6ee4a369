namespace VirshLite.Conformance.Security;

/// <summary>Limits, owners, labels and profile rules are libvirt's: all cases of the security data.</summary>
public class SecurityRatchetSpecs
{
    [SkippableFact]
    public void EveryCaseOfTheSecurityDataIsAsLibvirtHasIt()
    {
        string host = ConformanceFolder.Required;
        Skip.If(SecurityProgram.Folder is null, "libvirt's security data are not in shared/conformance-security beside this checkout");
        string directory = SecurityProgram.Folder!;
        var runner = new SecurityRunner(directory, host);

        IEnumerable<string> failed = SecurityCase.Load(directory).Select(c => (c.Name, Differences: runner.Run(c))).Where(o => o.Differences.Length > 0)
            .Select(o => o.Name + "\n" + o.Differences);

        failed.ShouldBeEmpty();
    }
}
