namespace VirshLite.DomainParser.Model;

public sealed class Input : Device
{
}
