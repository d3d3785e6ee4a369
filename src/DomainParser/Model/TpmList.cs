namespace VirshLite.DomainParser.Model;

/// <summary>A domain's TPMs: one, and a proxy beside it.</summary>
internal static class TpmList
{
    private const int Maximum = 2;

    /// <exception cref="DomainException">It would be the third.</exception>
    public static void Insert(List<Tpm> tpms, Tpm tpm)
    {
        if (tpms.Count == Maximum)
        {
            throw new DomainException("a maximum of two TPM devices is supported, one of them being a TPM proxy device", tpm.Position);
        }

        tpms.Add(tpm);
    }
}
