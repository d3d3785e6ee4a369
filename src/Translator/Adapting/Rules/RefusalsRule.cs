using VirshLite.DomainParser;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>What is still refused when all that is known of hosts has been settled: each refusal is mended by the smallest cut that does.</summary>
internal sealed class RefusalsRule : IAdaptingRule
{
    private const int MostRounds = 50;

    public void Run(AdaptingDraft draft)
    {
        if (draft.Capabilities is null)
        {
            return;
        }

        for (int round = 0; round < MostRounds; round++)
        {
            if (draft.RefusalOf(draft.Text) is not { } refusal || !(CpuCuts.Mend(draft, refusal) || SmallestCut.Mend(draft, refusal, draft.RefusalOf)))
            {
                return;
            }
        }
    }
}
