namespace VirshLite.Conformance;

/// <summary>How one case came out; null = the case does not ask for that.</summary>
internal sealed record CaseOutcome(ConformanceCase Case)
{
    public bool? Args { get; init; }

    public bool? Xml { get; init; }

    public bool? Refused { get; init; }

    /// <summary>The first differences, for people.</summary>
    public string Differences { get; init; } = "";

    /// <summary>Names for the ratchet: <c>args ID</c>, <c>xml ID</c>, <c>refused ID</c>.</summary>
    public IEnumerable<string> Passed
    {
        get
        {
            if (Args == true)
            {
                yield return "args " + Case.Id;
            }

            if (Xml == true)
            {
                yield return "xml " + Case.Id;
            }

            if (Refused == true)
            {
                yield return "refused " + Case.Id;
            }
        }
    }
}
