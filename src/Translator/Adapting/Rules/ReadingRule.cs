using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>What cannot be read as domain XML at all, so that the rules behind this one have a domain to look at.</summary>
internal sealed class ReadingRule : IAdaptingRule
{
    private const int MostRounds = 30;

    public void Run(AdaptingDraft draft)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            if (Refusal(draft, draft.Text) is not { } refusal || !SmallestCut.Mend(draft, refusal, text => Refusal(draft, text)))
            {
                return;
            }
        }
    }

    private static DomainException? Refusal(AdaptingDraft draft, string text)
    {
        try
        {
            DomainReader.Read(text, new ReadingOptions { FileName = draft.Options.FileName, Knows = draft.Host.Settings.Rules.Knows });
            return null;
        }
        catch (DomainException e)
        {
            return e;
        }
    }
}
