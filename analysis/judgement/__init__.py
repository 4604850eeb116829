"""The judgement of a post: signs, what they weigh, goods, offers, the reasons."""
